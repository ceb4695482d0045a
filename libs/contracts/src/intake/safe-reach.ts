import { z } from 'zod';
import { taxonomyCodeSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';

/** Ways in which the centre could come to her. */
export const contactWaySchema = z.enum(['call', 'message', 'email', 'visit']);
export type ContactWay = z.infer<typeof contactWaySchema>;

/** Time of day, `HH:MM`, in Asia/Ho_Chi_Minh. */
const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, bilingualMessage('Ghi giờ như 08:30.', 'Write a time as 08:30.'));

/** Liên hệ an toàn: which ways are unsafe for her, and when she can be reached. */
export const safeReachSchema = z.strictObject({
  /** "Chưa an toàn": nothing in the product reaches her so until she says otherwise. */
  unsafe: z.array(contactWaySchema).max(4),
  /** "Khung giờ gọi được"; null is any time. Hours after midnight belong to the evening before: 21:00 to 02:00. */
  hours: z
    .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
    .refine(({ from, to }) => from !== to, {
      path: ['to'],
      message: bilingualMessage('Giờ kết thúc phải khác giờ bắt đầu.', 'The end must differ from the beginning.'),
    })
    .nullable(),
});
export type SafeReach = z.infer<typeof safeReachSchema>;

/** Her household as counts only, nobody's name or age, and the languages she speaks; null and none are "not told". */
export const circumstancesSchema = z.strictObject({
  household: z.number().int().min(1).max(30).nullable(),
  children: z.number().int().min(0).max(20).nullable(),
  /** Codes of config/taxonomy/languages.yaml. */
  languages: z.array(taxonomyCodeSchema).max(6),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;
