import { z } from 'zod';

/** One text in both languages of the product, Vietnamese first. */
export const bilingualSchema = z.object({ vi: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingualSchema>;

/** A field that was refused and why, in both languages. `field` is a dotted path, as `consent.form`. */
export const fieldErrorSchema = z.object({ field: z.string(), message: bilingualSchema });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Problem document of RFC 9457 with the product's extension members. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** What happened and what to do next, in both languages. */
  message: bilingualSchema,
  errors: z.array(fieldErrorSchema).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
