import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { AuthenticatedRequest } from '@an-tam/access-rules/nest';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { FieldTooLongError, RowUnreadableError } from '@an-tam/field-encryption';
import { UnitOfWork } from '@an-tam/persistence';
import { Counter } from 'prom-client';
import { catchError, type Observable } from 'rxjs';
import { sealedTables } from './sealed-tables.js';
import { UnreadableRecordError, ValueTooLongError } from './sealing.errors.js';

const unreadableRecords = new Counter({
  name: 'an_tam_unreadable_records_total',
  help: 'Sealed records that did not open: changed, moved or put back, or without their key.',
  labelNames: ['table'],
});

/**
 * Turns what sealing throws into the errors of the service, for every route. A record that does not open is written into
 * the audit log on its own, since the transaction that came upon it is undone, and counted; the caller learns nothing
 * about it.
 */
@Injectable()
export class SealingInterceptor implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError(async (error: unknown) => {
        if (error instanceof FieldTooLongError) throw new ValueTooLongError();
        if (!(error instanceof RowUnreadableError)) throw error;
        await this.record(contextOf(context.switchToHttp().getRequest<AuthenticatedRequest>()), error);
        throw new UnreadableRecordError();
      }),
    );
  }

  private async record(context: CallContext, { table, rowId, caseId }: RowUnreadableError): Promise<void> {
    unreadableRecords.inc({ table });
    const resource = sealedTables.find((one) => one.table === table)?.resource ?? table;
    await this.unitOfWork.run(context, (tx) =>
      this.audit.append(tx, {
        ...{ action: 'read', resource, recordId: rowId, caseId },
        ...{ outcome: 'failed', reason: 'unreadable' },
      }),
    );
  }
}

const contextOf = ({ userContext, callingService = 'intake', id }: AuthenticatedRequest): CallContext =>
  userContext ?? { actor: { system: callingService }, requestId: id };
