import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';

export const releaseStateSchema = z.enum(['audited', 'refused', 'signed', 'acknowledged']);

/** Close a period of a plan: count, protect, audit. */
export const draftReleaseSchema = z.strictObject({
  /** Plan id of config/plans, as `hung-yen-2026-2030`. */
  plan: z.string().min(1).max(60),
  /** Period id of the plan, as `2026-H1`. */
  period: z.string().regex(/^\d{4}-(H[12]|Q[1-4]|Y)$/),
});

export type DraftRelease = z.infer<typeof draftReleaseSchema>;

export const gateCheckSchema = z.object({ id: z.string(), title: z.string(), passed: z.boolean(), detail: z.string() });

export const releaseViewSchema = z.object({
  id: z.uuid(),
  plan: z.string(),
  period: z.string(),
  sequence: z.number().int(),
  state: releaseStateSchema,
  createdAt: z.iso.datetime(),
  /** Roles that have approved so far; two different people are needed. */
  approvals: z.array(z.enum(['release_officer', 'dpo'])),
  gate: z.array(gateCheckSchema),
  /** The protected figures, exactly as they would leave; null where the gate refused. */
  figures: z.unknown(),
});
export type ReleaseView = z.infer<typeof releaseViewSchema>;
export const releaseListSchema = z.object({
  releases: z.array(releaseViewSchema),
  /** Ended periods of the province's plans that have no release yet, oldest first. */
  closable: z.array(z.object({ plan: z.string(), period: z.string() })),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;

/** "Cách tính": how each plan counts, one sentence a rule, said by the settings that the counting itself runs on. */
export const countingRulesSchema = z.object({
  plans: z.array(z.object({ plan: z.string(), sentences: z.array(bilingualSchema) })),
});
export type CountingRules = z.infer<typeof countingRulesSchema>;
