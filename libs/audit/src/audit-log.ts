import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, isSystemActor, type CallContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';

/** What happened, to which record. Never content, never a name: `recordId` is the record's random id. */
export interface AuditFact {
  /** Verb in the rules' words: `read`, `create`, `withdraw`, `key-use`, `search`, `sign-in`... */
  readonly action: string;
  readonly resource: string;
  readonly recordId?: string;
  /** The case a record belongs to, so that a client can be told who opened the file. */
  readonly caseId?: string;
  readonly purpose?: string;
  readonly outcome?: 'done' | 'denied' | 'failed';
  /** Coded reason of a denial or failure. */
  readonly reason?: string;
  /** Version and MAC of the row as written: a row put back later no longer matches its last entry. */
  readonly rowVersion?: number;
  readonly rowMac?: Uint8Array;
}

/** The log takes no entry: what would have been told of does not happen, and nothing is shown. */
export class AuditStoreRefusedError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
  constructor(cause: unknown) {
    super();
    this.cause = cause;
  }
}

/** Column order of `audit_entry` as {@link AuditLog.append} writes it. */
const insertEntry = `INSERT INTO audit_entry
  (id, account_id, system, organisation_id, roles, request_id, action, resource, record_id, case_id, purpose, outcome, reason, row_version, row_mac)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/** Nothing is read, changed or refused without an entry. */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Writes the entry into the caller's transaction: no entry, no effect, and no content leaves.
   * @throws AuditStoreRefusedError
   */
  async append(tx: Transaction, fact: AuditFact): Promise<void> {
    const { actor, requestId } = tx.context;
    const who = isSystemActor(actor)
      ? [null, actor.system, actor.organisationId ?? null, []]
      : [actor.accountId, null, actor.organisationId, [...actor.roles]];
    const entry = [
      randomUUID(),
      ...who,
      requestId,
      fact.action,
      fact.resource,
      fact.recordId ?? null,
      fact.caseId ?? null,
      fact.purpose ?? null,
      fact.outcome ?? 'done',
      fact.reason ?? null,
      fact.rowVersion ?? null,
      fact.rowMac ? Buffer.from(fact.rowMac) : null,
    ];
    await tx.manager.query(insertEntry, entry).catch((error: unknown) => {
      throw new AuditStoreRefusedError(error);
    });
  }

  /** Records what was refused, in a transaction of its own, since the refused one is rolled back. */
  async record(
    context: CallContext,
    denial: { action: string; resource?: string; recordId?: string; reason: string },
  ): Promise<void> {
    await this.unitOfWork.run(context, (tx) =>
      this.append(tx, { ...denial, resource: denial.resource ?? 'Route', outcome: 'denied' }),
    );
  }
}
