import { notePendingContactSchema, type NotePendingContact, type PendingContact } from '@an-tam/contracts';
import { DecryptError, openField, sealField, type CaseKey, type FieldContext } from '@an-tam/field-encryption';
import { UnreadableRecordError } from '../sealing/index.js';
import type { PendingContactRow } from './pending-contact.repository.js';

const placeOf = (id: string): FieldContext => ({
  caseId: id,
  table: 'pending_contact',
  column: 'content',
  rowId: id,
  type: 'json',
});

/** How to reach her, under the key of this record alone: without the key nothing of it is left, backups included. */
export const sealPendingContact = (key: CaseKey, id: string, content: NotePendingContact): Buffer =>
  Buffer.from(sealField(key, placeOf(id), Buffer.from(JSON.stringify(content), 'utf8'), 'text'));

/** @throws UnreadableRecordError */
export function openPendingContact(
  keys: readonly CaseKey[],
  { id, content, notedById, keepUntil }: PendingContactRow,
): PendingContact {
  const [key] = keys;
  try {
    if (!key) throw new DecryptError();
    const written: unknown = JSON.parse(Buffer.from(openField(key, placeOf(id), content)).toString('utf8'));
    const { alias = null, how, reach = null } = notePendingContactSchema.parse(written);
    return { id, alias, how, reach, notedById, keepUntil };
  } catch (error) {
    if (error instanceof DecryptError) throw new UnreadableRecordError();
    throw error;
  }
}
