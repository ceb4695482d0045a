import { Injectable } from '@nestjs/common';
import { isSystemActor, type CallContext } from '@an-tam/contracts';
import { DataSource, type EntityManager } from 'typeorm';

/** One open transaction with row security set for its caller. Audit and outbox entries join it. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly context: CallContext;
}

/** The row-security settings of a caller; policies read them with `current_setting('app....', true)`. */
function rowSecuritySettings({ actor, requestId }: CallContext): string[] {
  return isSystemActor(actor)
    ? [actor.organisationId ?? '', '', `system:${actor.system}`, requestId, '', '']
    : [actor.organisationId, actor.accountId, actor.roles.join(','), requestId, actor.provinceCode, actor.teamId ?? ''];
}

/** Whoever waits longer for a lock of somebody else is told to come back. */
const lockTimeout = '15s';

/**
 * The only way to the database: everything a use case reads, changes, audits and sends is one transaction
 * under the caller's row security. The settings are local to the transaction, so a pooled connection
 * never carries them to another caller.
 */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** @param isolation `REPEATABLE READ` for work that must see one moment in all its statements */
  async run<T>(context: CallContext, work: (tx: Transaction) => Promise<T>, isolation?: 'REPEATABLE READ'): Promise<T> {
    const begin = (inside: (manager: EntityManager) => Promise<T>) =>
      isolation ? this.dataSource.transaction(isolation, inside) : this.dataSource.transaction(inside);
    return begin(async (manager) => {
      // Sent ahead of whatever the work asks, on the one connection of the transaction; without them no row is shown.
      const settings = manager.query(
        `SELECT set_config('app.organisation_id', $1, true), set_config('app.account_id', $2, true),
                set_config('app.roles', $3, true), set_config('app.request_id', $4, true),
                set_config('app.province_code', $5, true), set_config('app.team_id', $6, true),
                set_config('lock_timeout', $7, true)`,
        [...rowSecuritySettings(context), lockTimeout],
      );
      const [done] = await Promise.allSettled([work({ manager, context }), settings]);
      await settings;
      if (done.status === 'rejected') throw done.reason;
      return done.value;
    });
  }
}
