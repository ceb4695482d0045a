import { z } from 'zod';
import { dateSchema, versionSchema } from '../shared/codes.js';

/** Destroying a file for good: the code is typed once more, so that nobody destroys the wrong one. */
export const eraseCaseSchema = z.strictObject({ version: versionSchema, typed: z.string().trim().min(1).max(30) });
export type EraseCase = z.infer<typeof eraseCaseSchema>;

/**
 * What is left of a file that was destroyed. `in_progress`: nobody reaches it any more, and what a failure left is
 * finished by itself. `erased`: keys and records are gone here. `final`: no backup of the keys can be left either, or
 * none that is left could be opened, since the centre's key that wrapped them is destroyed too.
 */
export const erasureCertificateSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(['in_progress', 'erased', 'final']),
  intendedAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().nullable(),
  /** Key versions that the file had; every one of them is destroyed. */
  keyVersions: z.number().int(),
  /** Sealed rows removed, searching included. */
  records: z.number().int(),
  keysDestroyedOn: dateSchema.nullable(),
  /** Day after which no backup holds a key of the file. */
  backupsExpireOn: dateSchema.nullable(),
  /** Day on which the centre's key that wrapped the file's keys was destroyed: from then on no backup opens. */
  wrappingKeyDestroyedOn: dateSchema.nullable(),
});
export type ErasureCertificate = z.infer<typeof erasureCertificateSchema>;

/** One page of the centre's erasures, last one first. */
export const erasureListSchema = z.object({
  erasures: z.array(erasureCertificateSchema),
  page: z.number().int(),
  hasMore: z.boolean(),
});
export type ErasureList = z.infer<typeof erasureListSchema>;
