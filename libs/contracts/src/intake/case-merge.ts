import { z } from 'zod';
import { versionSchema } from '../shared/codes.js';
import { caseListItemSchema } from './case-file.js';

/** What two files can have in common that is worth a look. */
export const sharedIdentifierSchema = z.enum(['phone', 'documentNumber', 'email', 'uic']);

/** Why two files are held to be about one person. Coded: what she said about herself stays in the files. */
export const mergeReasonSchema = z.enum(['she_said_so', 'same_details', 'staff_knows_her']);

/** Asks for one file to be folded into another; the one that is asked about is folded in. */
export const proposeMergeSchema = z.strictObject({
  /** The file that is folded in, as the caller last saw it. */
  caseVersion: versionSchema,
  /** The file that stays. */
  keptId: z.uuid(),
  reason: mergeReasonSchema,
});
export type ProposeMerge = z.infer<typeof proposeMergeSchema>;

/** `proposed`: waits for a supervisor. `approved`: the files are one. `undone`: they are two again. */
export const mergeStateSchema = z.enum(['proposed', 'declined', 'approved', 'undone']);

const mergedFileSchema = caseListItemSchema.pick({ id: true, code: true, alias: true });

export const caseMergeViewSchema = z.object({
  id: z.uuid(),
  version: versionSchema,
  state: mergeStateSchema,
  reason: mergeReasonSchema,
  kept: mergedFileSchema,
  folded: mergedFileSchema,
  proposedById: z.uuid(),
  proposedAt: z.iso.datetime(),
});
export type CaseMergeView = z.infer<typeof caseMergeViewSchema>;

/** Merges that wait or stand, newest first, at most 50. */
export const caseMergeListSchema = z.object({ merges: z.array(caseMergeViewSchema) });
export type CaseMergeList = z.infer<typeof caseMergeListSchema>;

export const decideMergeSchema = z.strictObject({ version: versionSchema, decision: z.enum(['approve', 'decline']) });
export type DecideMerge = z.infer<typeof decideMergeSchema>;

export const undoMergeSchema = z.strictObject({ version: versionSchema });
export type UndoMerge = z.infer<typeof undoMergeSchema>;

/** Pairs of files of the centre that have something in common; `hasMore` says that there are more than are shown. */
export const duplicatePairsSchema = z.object({
  pairs: z.array(z.object({ cases: z.array(caseListItemSchema).length(2), sharedBy: z.array(sharedIdentifierSchema) })),
  hasMore: z.boolean(),
});
export type DuplicatePairs = z.infer<typeof duplicatePairsSchema>;
