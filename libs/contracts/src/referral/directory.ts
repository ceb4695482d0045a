import { z } from 'zod';
import { lineSchema, needCodeSchema, versionSchema } from '../shared/codes.js';
import { organisationKindSchema } from '../shared/roles.js';

/** A service at an organisation (HSDS 3 names). */
export const directoryServiceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Need it answers: a need domain of config/taxonomy/domains.yaml. */
  needCode: needCodeSchema,
  organisation: z.object({ id: z.uuid(), name: z.string(), kind: organisationKindSchema }),
  schedule: z.string(),
  eligibility: z.string(),
  requiresIdDocument: z.boolean(),
  capacityAvailable: z.number().int().nullable(),
  /** Current public key of the organisation; null: it cannot receive packets yet. */
  partnerKey: z.object({ keyId: z.string(), publicKey: z.string(), fingerprint: z.string() }).nullable(),
  updatedOn: z.string(),
  version: versionSchema,
});
export type DirectoryService = z.infer<typeof directoryServiceSchema>;
export const directoryQuerySchema = z.object({ needCode: needCodeSchema.optional() });
export const directoryListSchema = z.object({ services: z.array(directoryServiceSchema) });

/** What a partner's manager says about one service of the own organisation. */
export const recordDirectoryServiceSchema = z.strictObject({
  name: lineSchema(120),
  needCode: needCodeSchema,
  schedule: lineSchema(300),
  eligibility: lineSchema(500),
  requiresIdDocument: z.boolean(),
  /** Places free now; null: not counted. */
  capacityAvailable: z.number().int().min(0).max(9999).nullable(),
});
export type RecordDirectoryService = z.infer<typeof recordDirectoryServiceSchema>;

export const changeDirectoryServiceSchema = recordDirectoryServiceSchema.extend({ version: versionSchema });
export type ChangeDirectoryService = z.infer<typeof changeDirectoryServiceSchema>;
