import { z } from 'zod';

export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(200),
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** One signed-in browser of the caller. `device` is the kind of browser and system, as `Chrome, Android`. */
export const ownSessionSchema = z.object({
  id: z.uuid(),
  device: z.string(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The session that asks. */
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const ownSessionListSchema = z.object({ sessions: z.array(ownSessionSchema) });
export type OwnSessionList = z.infer<typeof ownSessionListSchema>;

export const endedSessionsSchema = z.object({ ended: z.number().int() });
