import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { FieldTooLongError, RowUnreadableError } from '@an-tam/field-encryption';
import { catchError, type Observable } from 'rxjs';
import { UnreadableRecordError, ValueTooLongError } from './sealing.errors.js';

/** Turns what sealing throws into the errors of the service, for every route. */
@Injectable()
export class SealingInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (error instanceof RowUnreadableError) throw new UnreadableRecordError(error);
        if (error instanceof FieldTooLongError) throw new ValueTooLongError();
        throw error;
      }),
    );
  }
}
