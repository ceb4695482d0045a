import type { CaseKey, SealedText, VersionedKey } from '@an-tam/field-encryption';
import { Injectable } from '@nestjs/common';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { CaseFileEntity } from './case-file.entity.js';
import type { ClientEntity } from './client.entity.js';

/** The opened content of a case's root row. */
export interface CaseContent {
  readonly alias: string;
  readonly communeCode: string;
  readonly channel: string;
  readonly openedOn: string;
}

/** The opened content of a client row; null is "not told". */
export interface ClientContent {
  readonly name: string | null;
  readonly phone: string | null;
  readonly birthYear: number | null;
  readonly targetGroup: string | null;
  readonly sex: string | null;
}

type CaseHead = Omit<CaseFileEntity, 'alias' | 'communeCode' | 'channel' | 'openedOn' | 'rowMac'>;
type ClientHead = Pick<ClientEntity, 'id' | 'caseId' | 'centreId' | 'version' | 'phoneIndex' | 'phoneIndexVersion'>;

const casePlace = (row: CaseHead): RowPlace => ({
  table: 'case_file',
  id: row.id,
  caseId: row.id,
  version: row.version,
  policy: {
    centre_id: row.centreId,
    code: row.code,
    status: row.status,
    assignee_id: row.assigneeId,
    opened_by_id: row.openedById,
  },
});

const clientPlace = (row: ClientHead): RowPlace => ({
  table: 'client',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: { centre_id: row.centreId, phone_index_version: row.phoneIndexVersion },
});

/** Between stored rows (ciphertext) and their opened content. */
@Injectable()
export class CaseMapper {
  constructor(private readonly sealer: RowSealer) {}

  sealCase(key: CaseKey, head: CaseHead, content: CaseContent): CaseFileEntity {
    const { columns, rowMac } = this.sealer.seal(key, casePlace(head), {
      alias: content.alias,
      commune_code: content.communeCode,
      channel: content.channel,
      opened_on: content.openedOn,
    });
    return {
      ...head,
      ...pick(columns, { alias: 'alias', communeCode: 'commune_code', channel: 'channel', openedOn: 'opened_on' }),
      rowMac,
    };
  }

  openCase(keys: readonly CaseKey[], row: CaseFileEntity, only?: readonly string[]): CaseContent {
    const stored = { alias: row.alias, commune_code: row.communeCode, channel: row.channel, opened_on: row.openedOn };
    const opened = this.sealer.open(keys, casePlace(row), stored, row.rowMac, only);
    return {
      alias: String(opened['alias']),
      communeCode: String(opened['commune_code']),
      channel: String(opened['channel']),
      openedOn: String(opened['opened_on']),
    };
  }

  sealClient(key: CaseKey, head: ClientHead, content: ClientContent): ClientEntity {
    const values = {
      name: content.name,
      phone: content.phone,
      birth_year: content.birthYear,
      target_group: content.targetGroup,
      sex: content.sex,
    };
    const { columns, rowMac } = this.sealer.seal(key, clientPlace(head), values, { phone_index: head.phoneIndex });
    return {
      ...head,
      ...pick(columns, {
        name: 'name',
        phone: 'phone',
        birthYear: 'birth_year',
        targetGroup: 'target_group',
        sex: 'sex',
      }),
      rowMac,
    };
  }

  /** @throws NormaliseError when the text is no phone number. */
  phoneIndex(bik: VersionedKey, phone: string): Buffer {
    return this.sealer.index(bik, 'client', 'phone', phone);
  }

  /** What names can be found in: alias and name, still sealed, to be opened where the scan runs. @throws UnreadableRecordError */
  sealedNames(keys: readonly CaseKey[], row: CaseFileEntity, client: ClientEntity): SealedText[] {
    return [
      this.sealer.sealedText(keys, casePlace(row), 'alias', row.alias),
      this.sealer.sealedText(keys, clientPlace(client), 'name', client.name),
    ];
  }

  /** @param only columns to open; the others read as not told */
  openClient(keys: readonly CaseKey[], row: ClientEntity, only?: readonly string[]): ClientContent {
    const stored = {
      name: row.name,
      phone: row.phone,
      birth_year: row.birthYear,
      target_group: row.targetGroup,
      sex: row.sex,
      phone_index: row.phoneIndex,
    };
    const opened = this.sealer.open(keys, clientPlace(row), stored, row.rowMac, only);
    return {
      name: (opened['name'] ?? null) as string | null,
      phone: (opened['phone'] ?? null) as string | null,
      birthYear: (opened['birth_year'] ?? null) as number | null,
      targetGroup: (opened['target_group'] ?? null) as string | null,
      sex: (opened['sex'] ?? null) as string | null,
    };
  }
}

/** Renames sealed columns to entity properties; a missing one is a mistake in the registry. */
function pick<P extends string>(
  columns: Readonly<Record<string, Buffer>>,
  names: Readonly<Record<P, string>>,
): Record<P, Buffer> {
  const entries = Object.entries<string>(names).map(([property, column]) => {
    const bytes = columns[column];
    if (!bytes) throw new Error(`The registry does not seal ${column}.`);
    return [property, bytes] as const;
  });
  return Object.fromEntries(entries) as Record<P, Buffer>;
}
