import { z } from 'zod';

/** What one service sends another: delivered in order per sequence key, with one effect per id. */
export const outboxMessageSchema = z.strictObject({
  /** Also the idempotency key of the delivery. */
  id: z.uuid(),
  topic: z.string().regex(/^[a-z-]+\.v\d+$/),
  /** What must stay in order: a case, a referral, a province's releases. */
  sequenceKey: z.string().min(1).max(200),
  /** 1, 2, 3 ... per sequence key, without gaps. */
  sequence: z.number().int().positive(),
  payload: z.unknown(),
});
export type OutboxMessage = z.infer<typeof outboxMessageSchema>;

/** The one address at which each service takes messages from others. */
export const internalMessagesPath = '/internal/messages';
