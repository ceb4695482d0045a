import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';

export const verdictSchema = z.enum(['met', 'not_met', 'borderline', 'no_figure']);

/** A published count: its value on the rounding lattice and how it is shown ("0-4", "1-9", "10"). */
export const publishedCountSchema = z.object({ value: z.number().int(), shown: z.string() });

export const coverageUnitSchema = z.object({
  code: z.string(),
  name: z.string(),
  eligible: publishedCountSchema,
  reached: publishedCountSchema,
  /** Percent as shown: one decimal for the province, a 5-point band for a commune, null when too small. */
  percentShown: z.string().nullable(),
  /** Verdict on a commune; the province's is that of the view. */
  verdict: verdictSchema.optional(),
});

/** Coverage of one target from released figures only, "of the people the network knows". */
export const coverageViewSchema = z.object({
  plan: z.string(),
  target: z.string(),
  /** Official wording of the plan, quoted, with its source line. */
  textVi: z.string(),
  sourceLine: z.number().int(),
  targetValue: z.number(),
  year: z.number().int(),
  label: bilingualSchema,
  roundingNote: bilingualSchema,
  verdict: verdictSchema,
  percent: z.number().nullable(),
  province: coverageUnitSchema,
  /** Closed periods of the year, oldest first; figures run from the start of the plan year to the period's close. */
  periods: z.array(
    z.object({
      period: z.string(),
      eligible: publishedCountSchema,
      reached: publishedCountSchema,
      percentShown: z.string().nullable(),
    }),
  ),
  communes: z.array(coverageUnitSchema),
  receivedAt: z.iso.datetime().nullable(),
});
export type CoverageView = z.infer<typeof coverageViewSchema>;
export const coverageQuerySchema = z.object({
  target: z.string().min(1).max(20).default('HY-03'),
  year: z.coerce.number().int().min(2020).max(2100),
});

/** A target the caller's unit has to report on, as the plan says it. */
export const unitTargetSchema = z.object({
  id: z.string(),
  plan: z.string(),
  textVi: z.string(),
  sourceLine: z.number().int(),
  unit: z.string(),
  value: z.number().nullable(),
  /** Days before which a report must arrive, `dd/MM`, every year of the plan. */
  deadlines: z.array(z.string()),
  responsibleUnitVi: z.string(),
});
export const unitTargetListSchema = z.object({ targets: z.array(unitTargetSchema) });
