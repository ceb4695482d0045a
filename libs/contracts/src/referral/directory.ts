import { z } from 'zod';
import { needCodeSchema } from '../shared/codes.js';
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
});
export type DirectoryService = z.infer<typeof directoryServiceSchema>;
export const directoryQuerySchema = z.object({ needCode: needCodeSchema.optional() });
export const directoryListSchema = z.object({ services: z.array(directoryServiceSchema) });
