import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import {
  commonProblemTexts,
  DomainError,
  type Bilingual,
  type DomainErrorKind,
  type FieldError,
  type Problem,
} from '@an-tam/contracts';
import { QueryFailedError } from 'typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';

const statusOfKind: Record<DomainErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

const codeOfStatus: Record<number, string> = {
  400: 'INVALID_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'WRONG_STATE',
  413: 'BODY_TOO_LARGE',
  415: 'MALFORMED_BODY',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** A request body that failed its schema; carries the field errors for the problem document. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly kind = 'invalid';
  constructor(readonly fields: readonly FieldError[]) {
    super();
  }
}

/** PostgreSQL is away or refuses: connection failures, shutdown, too few resources, a lock held too long. */
const databaseAway = /^(08|57P|53|55P03)/;
/** Our own closed drivers and pools. */
const connectionLost = /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect/;

function isDatabaseAway(error: unknown): boolean {
  const code =
    error instanceof QueryFailedError
      ? (error.driverError as { code?: string }).code
      : (error as { code?: string } | null)?.code;
  return (
    (typeof code === 'string' && databaseAway.test(code)) ||
    (error instanceof Error && connectionLost.test(`${code ?? ''} ${error.message}`))
  );
}

/** Turns every failure into one RFC 9457 problem document in both languages; tells nothing about the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');
  private readonly texts: Readonly<Record<string, Bilingual>>;

  constructor(serviceTexts: Readonly<Record<string, Bilingual>> = {}) {
    this.texts = { ...commonProblemTexts, ...serviceTexts };
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = this.problemOf(error);
    problem.requestId = String(http.getRequest<FastifyRequest>().id);
    const reply = http.getResponse<FastifyReply>();
    if (problem.status === 503) void reply.header('retry-after', '5');
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      .send(problem);
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof DomainError) {
      const errors = error instanceof InvalidInputError ? [...error.fields] : undefined;
      const details = Object.keys(error.details).length > 0 ? { ...error.details } : undefined;
      return this.document(statusOfKind[error.kind], error.code, errors, details);
    }
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      return this.document(status, status === 400 ? 'MALFORMED_BODY' : (codeOfStatus[status] ?? 'INVALID_INPUT'));
    }
    if (status === 503 || isDatabaseAway(error)) return this.document(503, 'UNAVAILABLE');
    // The class name only: messages of drivers and libraries may quote values.
    this.logger.error(
      `Unexpected ${error instanceof Error ? error.constructor.name : typeof error}`,
      this.framesOf(error),
    );
    return this.document(500, 'INTERNAL');
  }

  /** Where it happened, without the message line(s) that may quote a value. */
  private framesOf(error: unknown): string | undefined {
    if (!(error instanceof Error)) return undefined;
    return error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n');
  }

  private document(status: number, code: string, errors?: FieldError[], details?: Problem['details']): Problem {
    const message = this.texts[code] ?? this.texts['INTERNAL'];
    if (!message) throw new Error('The problem texts lack INTERNAL.');
    return {
      type: `urn:an-tam:problem:${code.toLowerCase()}`,
      title: message.vi,
      status,
      code,
      message,
      errors,
      details,
    };
  }
}
