import { z } from 'zod';

/** Below this path intake takes what its operator asks of keys; no gateway leads there. */
export const keyOperationsPath = '/internal/keys';

/**
 * What can be exchanged for a new version while everybody works. `kek`: wraps the case keys of a centre; `dek`: the case
 * keys themselves; `index`: makes the blind indexes of a centre.
 */
export const rotationKindSchema = z.enum(['kek', 'dek', 'index']);
export type RotationKind = z.infer<typeof rotationKindSchema>;

export const startRotationSchema = z.strictObject({
  kind: rotationKindSchema,
  /** Absent: every centre that has keys. */
  centreId: z.uuid().optional(),
});
export type StartRotation = z.infer<typeof startRotationSchema>;

/**
 * One rotation of one centre. `moving`: rows are brought to the new version; `settling`: none is left, and what still
 * works with the old version ends; `done`: the old versions are destroyed.
 */
export const keyRotationViewSchema = z.object({
  id: z.uuid(),
  kind: rotationKindSchema,
  centreId: z.uuid(),
  toVersion: z.number().int(),
  state: z.enum(['moving', 'settling', 'done']),
  /** Rows to be moved when it began. */
  total: z.number().int(),
  /** Rows that still hang on an older version. */
  left: z.number().int(),
  /** Code of what holds it up; it is tried again by itself. */
  failure: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type KeyRotationView = z.infer<typeof keyRotationViewSchema>;

export const keyRotationListSchema = z.object({ rotations: z.array(keyRotationViewSchema) });
export type KeyRotationList = z.infer<typeof keyRotationListSchema>;

/** A kept version of a key and how many rows hang on it. */
export const keyVersionUseSchema = z.object({ version: z.number().int(), rows: z.number().int() });
export type KeyVersionUse = z.infer<typeof keyVersionUseSchema>;

export const keyStatusSchema = z.object({
  centres: z.array(
    z.object({
      centreId: z.uuid(),
      keys: z.array(z.object({ kind: rotationKindSchema, versions: z.array(keyVersionUseSchema) })),
    }),
  ),
  /** Those under way, and the last one of each centre and kind. */
  rotations: z.array(keyRotationViewSchema),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** Destroying a case by its code, typed twice. */
export const shredCaseSchema = z.strictObject({
  code: z.string().trim().min(1).max(30),
  typed: z.string().trim().min(1).max(30),
});
export type ShredCase = z.infer<typeof shredCaseSchema>;
