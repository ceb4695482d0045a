import { z } from 'zod';

const monthDaySchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be month-day, as 12-15');

/** Settings of a target that is measured from signed releases. */
export const coverageSettingsSchema = z.object({
  target_group: z.string().min(1),
  denominator: z.literal('eligible'),
  numerator: z.enum(['reached', 'used']),
  accumulation: z.literal('plan_year_to_date'),
  level: z.enum(['province', 'commune']),
  unit_code: z.string().regex(/^\d{2}$/),
  label_vi: z.string().min(1),
  label_en: z.string().min(1),
});

export const targetSchema = z
  .object({
    id: z.string().regex(/^[A-Z]{2}-\d{2}[A-Z]?$/),
    text_vi: z.string().min(1),
    unit: z.string().min(1),
    value: z.number(),
    level: z.string().min(1),
    responsible_unit_vi: z.string().min(1),
    source_line: z.number().int().positive(),
    measured_by: z.enum(['release', 'submission']),
    coverage: coverageSettingsSchema.optional(),
  })
  .refine((target) => (target.measured_by === 'release') === (target.coverage !== undefined), {
    message: 'needs coverage settings exactly when it is measured by release',
    path: ['coverage'],
  });
export type Target = z.infer<typeof targetSchema>;

/** One plan of `config/plans`, as far as reporting uses it. Wording and source lines quote the published plan. */
export const planSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  title_vi: z.string().min(1),
  level: z.enum(['province', 'commune']),
  /** Two digits for a province, five for a commune. */
  unit_code: z.string().regex(/^(\d{2}|\d{5})$/),
  period_rule: z.object({
    kind: z.enum(['quarter', 'half_year', 'year']),
    closing_day: z.number().int().min(1).max(28),
    first_year: z.number().int(),
    last_year: z.number().int(),
  }),
  targets: z.array(targetSchema).min(1),
  reporting: z.array(z.object({ type: z.string(), due_before: z.array(monthDaySchema).optional() })),
});
export type Plan = z.infer<typeof planSchema>;
