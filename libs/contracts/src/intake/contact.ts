import { z } from 'zod';
import { communeCodeSchema, dateSchema, taxonomyCodeSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';

/** `silent_call`: somebody called and could not speak; `group`: an activity with several people, none of them named. */
export const contactKindSchema = z.enum(['meeting', 'call', 'silent_call', 'group']);

/** A quick contact ("Ghi nhanh"): channel and what was given, nothing about who. */
export const recordContactSchema = z
  .strictObject({
    kind: contactKindSchema.default('meeting'),
    occurredOn: dateSchema,
    channel: taxonomyCodeSchema,
    /** Service codes given on the spot; at least one, except in a silent call. */
    given: z.array(taxonomyCodeSchema).max(20),
    /** Another meeting is wanted. */
    followUpWanted: z.boolean(),
    /** How many took part; more than one in a group, one everywhere else. */
    people: z.number().int().min(1).max(200).default(1),
    /** Where a group met; of anything else no place is kept. */
    communeCode: communeCodeSchema.nullable().default(null),
  })
  .superRefine(({ kind, given, people, communeCode }, found) => {
    const refuse = (field: string, message: string) => found.addIssue({ code: 'custom', path: [field], message });
    const isGroup = kind === 'group';
    if (given.length === 0 && kind !== 'silent_call')
      refuse('given', bilingualMessage('Chọn ít nhất một mục.', 'Choose at least one.'));
    if (isGroup && people < 2)
      refuse('people', bilingualMessage('Hoạt động nhóm có từ 2 người.', 'A group has two people or more.'));
    if (!isGroup && people > 1)
      refuse(
        'people',
        bilingualMessage('Chỉ hoạt động nhóm mới ghi số người.', 'Only a group has a number of people.'),
      );
    if (isGroup && communeCode === null)
      refuse('communeCode', bilingualMessage('Chọn xã, phường trong danh sách.', 'Choose a commune from the list.'));
    if (!isGroup && communeCode !== null)
      refuse('communeCode', bilingualMessage('Chỉ hoạt động nhóm mới ghi nơi.', 'Only a group has a place.'));
  });
export type RecordContact = z.infer<typeof recordContactSchema>;

export const contactViewSchema = z.object({
  id: z.uuid(),
  kind: contactKindSchema,
  occurredOn: dateSchema,
  channel: z.string(),
  given: z.array(z.string()),
  followUpWanted: z.boolean(),
  people: z.number().int(),
  communeCode: z.string().nullable(),
});
export type ContactView = z.infer<typeof contactViewSchema>;
export const contactListSchema = z.object({ contacts: z.array(contactViewSchema) });
