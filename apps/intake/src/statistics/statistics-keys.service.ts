import { Inject, Injectable } from '@nestjs/common';
import { signRelease, type Release, type ReleaseEnvelope } from '@an-tam/disclosure-control';
import { DecryptError, readHeader, type Kms } from '@an-tam/field-encryption';
import { asSealingKey, KEY_STORE, keySubject } from '../case-keys/index.js';
import { KeysUnavailableError, UnreadableRecordError } from '../sealing/index.js';
import { firstPart, openState, sealState } from './sealed-state.js';

/** Where the key store keeps the keys of a province's statistics. */
export const statisticsSubject = (provinceCode: string): string => keySubject(`statistics/${provinceCode}`);

/** Record keys must stay the same as long as releases build on each other, so they never follow a rotation. */
const recordKeyVersion = 1;

/** The secrets of the counting job. All trouble with the key store fails closed. */
@Injectable()
export class StatisticsKeys {
  constructor(@Inject(KEY_STORE) private readonly kms: Kms) {}

  /** 32 bytes that decide which way cells are rounded. @throws KeysUnavailableError */
  recordKeySecret(provinceCode: string): Promise<Uint8Array> {
    return this.guarded(async () => {
      const subject = statisticsSubject(provinceCode);
      await this.kms.createCentreKeys(subject);
      return (await this.kms.centreKey(subject, 'blind-index', recordKeyVersion)).bytes;
    });
  }

  /** Seals what a release was made from, for this release alone. @throws KeysUnavailableError */
  async sealState(provinceCode: string, releaseId: string, state: unknown): Promise<Buffer> {
    const kek = await this.guarded(async () => {
      await this.kms.createCentreKeys(statisticsSubject(provinceCode));
      return (await this.kms.centreKeys(statisticsSubject(provinceCode))).kek;
    });
    return sealState(asSealingKey(kek), releaseId, state);
  }

  /** @throws KeysUnavailableError; UnreadableRecordError for anything but what was sealed for this release. */
  async openState(provinceCode: string, releaseId: string, sealed: Uint8Array): Promise<unknown> {
    try {
      const { keyVersion } = readHeader(firstPart(sealed));
      const kek = await this.guarded(() => this.kms.centreKey(statisticsSubject(provinceCode), 'kek', keyVersion));
      return openState(asSealingKey(kek), releaseId, sealed);
    } catch (error) {
      if (error instanceof DecryptError) throw new UnreadableRecordError();
      throw error;
    }
  }

  /** @throws KeysUnavailableError */
  async sign(provinceCode: string, release: Release): Promise<ReleaseEnvelope> {
    const { secretKey } = await this.guarded(() => this.kms.signingKey(`release/${provinceCode}`));
    // RFC 8032: the seed comes first, the public key after it.
    return signRelease(release, secretKey.subarray(0, 32));
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch {
      throw new KeysUnavailableError();
    }
  }
}
