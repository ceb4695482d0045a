import { z } from 'zod';
import { roleSchema } from '../shared/roles.js';

/** An account as an administrator of one organisation sees it: only the membership there. */
export const accountViewSchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  roles: z.array(roleSchema),
  disabled: z.boolean(),
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const accountsPageSchema = z.object({ accounts: z.array(accountViewSchema) });
export type AccountsPage = z.infer<typeof accountsPageSchema>;
