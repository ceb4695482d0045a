import { Injectable } from '@nestjs/common';
import type { ErasureCertificate } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import type { KeyRotationEntity } from '../key-rotations/index.js';
import type { CaseTombstoneEntity } from './case-tombstone.entity.js';
import { kekDestroyedAt, progressOf } from './erasure.rules.js';

@Injectable()
export class CertificateMapper {
  constructor(private readonly calendar: BusinessCalendar) {}

  /** @param ended rotations of the centre's KEK that came to their end */
  show(tombstone: CaseTombstoneEntity, ended: readonly KeyRotationEntity[]): ErasureCertificate {
    const { id, code, keyVersions, records, intendedAt, erasedAt, keysDestroyedOn, backupsExpireOn } = tombstone;
    const kekDestroyed = kekDestroyedAt(tombstone, ended);
    return {
      id,
      code,
      state: progressOf(tombstone, this.calendar.today(), kekDestroyed),
      intendedAt: intendedAt.toISOString(),
      erasedAt: erasedAt?.toISOString() ?? null,
      keyVersions,
      records,
      keysDestroyedOn,
      backupsExpireOn,
      wrappingKeyDestroyedOn: kekDestroyed && this.calendar.dayOf(kekDestroyed),
    };
  }
}
