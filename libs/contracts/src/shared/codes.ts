import { z } from 'zod';
import { bilingualMessage } from './field-errors.js';

/** Day without time, `YYYY-MM-DD`, in Asia/Ho_Chi_Minh. 30/02 is refused. */
export const dateSchema = z.iso.date();

/** Five-digit code of a commune, ward or special zone (config/administrative-units). */
export const communeCodeSchema = z
  .string()
  .regex(/^\d{5}$/, bilingualMessage('Chọn xã, phường trong danh sách.', 'Choose a commune from the list.'));

/** A code of config/taxonomy, checked against the loaded lists by the service. */
export const taxonomyCodeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/, bilingualMessage('Chọn một mục trong danh sách.', 'Choose an entry of the list.'));

/** Free text that stays one line: no control characters, no lone surrogates. */
export const lineSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\p{Bidi_C}]/u.test(text),
      bilingualMessage('Có ký tự không dùng được.', 'Contains characters that cannot be used.'),
    );

/** Free text of several lines: line breaks and tabs, no other control characters. */
export const textSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\p{Bidi_C}]/u.test(text.replace(/[\n\r\t]/g, '')),
      bilingualMessage('Có ký tự không dùng được.', 'Contains characters that cannot be used.'),
    );

/** Whether a text takes no more than this many octets as UTF-8: what a sealed column of one size can hold. */
export const atMostOctets = (most: number) =>
  [
    (text: string): boolean => new TextEncoder().encode(text).length <= most,
    bilingualMessage('Nội dung quá dài. Hãy rút ngắn lại.', 'The text is too long. Shorten it.'),
  ] as const;

/** Version of a row as the client last saw it; a stale one is refused with the current version. */
export const versionSchema = z.number().int().positive();

/** Path parameter of routes that address one row. */
export const idParamsSchema = z.object({ id: z.uuid() });

/** A need domain of config/taxonomy/domains.yaml, as `health`; needs, referrals and the directory speak in these. */
export const needCodeSchema = z
  .string()
  .regex(/^[a-z][a-z_]{1,40}$/, bilingualMessage('Chọn một nhu cầu trong danh sách.', 'Choose a need of the list.'));
