import { Injectable } from '@nestjs/common';
import type { AccessFinding } from '@an-tam/contracts';
import { DecryptError, openField, readHeader, sealField, type FieldContext } from '@an-tam/field-encryption';
import { asSealingKey, CentreKeyCache, keySubject } from '../case-keys/index.js';
import { UnreadableRecordError } from '../sealing/index.js';
import type { FindingRow } from './access-finding.repository.js';

const subjectOf = (centreId: string) => keySubject(`access-review/${centreId}`);
const placeOf = (id: string): FieldContext => ({
  caseId: id,
  table: 'access_finding',
  column: 'note',
  rowId: id,
  type: 'text',
});

/** What answers say is sealed under a key of the centre's review, of no case: it is about a member of staff. */
@Injectable()
export class FindingNotes {
  constructor(private readonly keys: CentreKeyCache) {}

  /** @throws KeysUnavailableError */
  async seal(centreId: string, findingId: string, note: string): Promise<Buffer> {
    const { kek } = await this.keys.newest(subjectOf(centreId));
    return Buffer.from(sealField(asSealingKey(kek), placeOf(findingId), Buffer.from(note, 'utf8'), 'text'));
  }

  /** The finding as it is shown. @throws KeysUnavailableError, UnreadableRecordError */
  async open({ centreId, note, foundAt, answeredAt, ...row }: FindingRow): Promise<AccessFinding> {
    return {
      ...row,
      foundAt: foundAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      note: note && (await this.read(centreId, row.id, note)),
    };
  }

  private async read(centreId: string, findingId: string, note: Buffer): Promise<string> {
    try {
      const kek = await this.keys.kek(subjectOf(centreId), readHeader(note).keyVersion);
      return Buffer.from(openField(asSealingKey(kek), placeOf(findingId), note)).toString('utf8');
    } catch (error) {
      if (error instanceof DecryptError) throw new UnreadableRecordError();
      throw error;
    }
  }
}
