import { Injectable } from '@nestjs/common';
import { isSystemActor, type CallContext } from '@an-tam/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { transactionWith } from './transaction-with.js';

/** One open transaction with row security set for its caller. Audit and outbox entries join it. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly context: CallContext;
}

/** The row-security settings of a caller; policies read them with `current_setting('app....', true)`. */
function rowSecuritySettings({ actor, requestId }: CallContext): Record<string, string> {
  const own = isSystemActor(actor)
    ? { 'app.organisation_id': actor.organisationId ?? '', 'app.roles': `system:${actor.system}` }
    : {
        'app.organisation_id': actor.organisationId,
        'app.roles': actor.roles.join(','),
        'app.account_id': actor.accountId,
        'app.province_code': actor.provinceCode,
        'app.team_id': actor.teamId ?? '',
      };
  const nobody = { 'app.account_id': '', 'app.province_code': '', 'app.team_id': '' };
  return { ...nobody, ...own, 'app.request_id': requestId };
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
    const settings = { ...rowSecuritySettings(context), lock_timeout: lockTimeout };
    return transactionWith(this.dataSource, settings, (manager) => work({ manager, context }), isolation);
  }
}
