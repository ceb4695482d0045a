import { internalMessagesPath, type OutboxMessage } from '@an-tam/contracts';
import { signServiceToken, type SigningKeys } from '@an-tam/http/tokens';

/** Where a destination is and how the sender proves who it is. */
export interface Peers {
  /** The sending service's name. */
  readonly service: string;
  readonly keys: Pick<SigningKeys, 'current'>;
  /** Base address of each destination. */
  readonly addresses: Readonly<Record<string, string>>;
}

export type Delivery = 'delivered' | 'retry' | 'refused';

/** Posts one message. Anything but a clear refusal is tried again later. */
export async function sendMessage(
  peers: Peers,
  destination: string,
  message: OutboxMessage,
): Promise<{ delivery: Delivery; failure?: string }> {
  const address = peers.addresses[destination];
  if (!address) return { delivery: 'retry', failure: 'unknown destination' };
  const body = JSON.stringify(message);
  const token = await signServiceToken(
    peers.service,
    destination,
    { method: 'POST', path: internalMessagesPath, body, idempotencyKey: message.id },
    await peers.keys.current(),
  );
  try {
    const response = await fetch(new URL(internalMessagesPath, address), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': message.id },
      body,
      signal: AbortSignal.timeout(15_000),
    });
    await response.body?.cancel();
    if (response.ok) return { delivery: 'delivered' };
    const failure = `status ${response.status}`;
    return { delivery: [400, 413, 422].includes(response.status) ? 'refused' : 'retry', failure };
  } catch (error) {
    return { delivery: 'retry', failure: error instanceof Error ? error.name : 'failed' };
  }
}
