import { roleSchema } from '@an-tam/contracts';
import { z } from 'zod';

const words = { title_vi: z.string(), title_en: z.string(), explain_vi: z.string(), explain_en: z.string() };
const least = z.number().int().positive();
const hour = z.number().int().min(0).max(23);

/** `config/oversight/unusual-access.yaml`, where each number has its reason. */
export const accessReviewConfigSchema = z.strictObject({
  window_days: z.number().int().min(7).max(90),
  retention_days: z.number().int().min(30).max(3650),
  rules: z.strictObject({
    volume: z.strictObject({ ...words, least, factor: z.number().min(1), own_days: z.number().int().positive() }),
    night: z.strictObject({ ...words, least, from: hour, to: hour }),
    unrelated: z.strictObject({ ...words, least, except_roles: z.array(roleSchema) }),
    denied: z.strictObject({ ...words, least }),
    emergencies: z.strictObject({ ...words, least, days: z.number().int().min(1).max(28) }),
  }),
});
export type AccessReviewConfig = z.infer<typeof accessReviewConfigSchema>;

export const accessReviewConfigFile = 'oversight/unusual-access.yaml';

/** Injection token of the loaded {@link AccessReviewConfig}. */
export const ACCESS_REVIEW_CONFIG = Symbol('access review config');
