import { Injectable } from '@nestjs/common';
import { DomainError, type OutboxMessage } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';

/** A message that is not the next of its key: the sender must deliver the earlier ones first. */
export class MessageOutOfOrderError extends DomainError {
  readonly code = 'MESSAGE_OUT_OF_ORDER';
  readonly kind = 'conflict';
}

/** Gives each received message exactly one effect, in order. */
@Injectable()
export class Inbox {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Runs `effect` in the transaction that marks the message received. A repeat has no effect.
   * @param source the verified calling service
   * @param organisationId narrows row security for the effect
   * @throws MessageOutOfOrderError on a gap, or on a second message under a number already taken.
   */
  async receive(
    message: OutboxMessage,
    source: string,
    requestId: string,
    organisationId: string | undefined,
    effect: (tx: Transaction) => Promise<void>,
  ): Promise<'received' | 'repeated'> {
    return this.unitOfWork.run({ actor: { system: source, organisationId }, requestId }, async (tx) => {
      const { id, sequenceKey, sequence } = message;
      await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${source} ${sequenceKey}`]);
      const known: unknown[] = await tx.manager.query('SELECT 1 FROM inbox_message WHERE id = $1', [id]);
      if (known.length > 0) return 'repeated';
      const rows: { last: string | null }[] = await tx.manager.query(
        'SELECT max(sequence) AS last FROM inbox_message WHERE source = $1 AND sequence_key = $2',
        [source, sequenceKey],
      );
      const expected = Number(rows[0]?.last ?? 0) + 1;
      if (sequence !== expected) throw new MessageOutOfOrderError({ expected });
      await tx.manager.query('INSERT INTO inbox_message (id, source, sequence_key, sequence) VALUES ($1, $2, $3, $4)', [
        id,
        source,
        sequenceKey,
        sequence,
      ]);
      await effect(tx);
      return 'received';
    });
  }
}
