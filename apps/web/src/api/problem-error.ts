import { commonProblemTexts, problemSchema, type Bilingual, type FieldError, type Problem } from '@an-tam/contracts';

const unreachable: Bilingual = {
  vi: 'Chưa gửi được. Những gì bạn đã chọn vẫn còn trên màn hình này. Hãy kiểm tra kết nối rồi thử lại.',
  en: 'Not sent. What you entered is still on this screen. Check the connection and try again.',
};

/** A request that did not succeed, with what to tell the person at the screen. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Bilingual,
    readonly fields: readonly FieldError[] = [],
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'ProblemError';
  }
}

/** Somebody else saved first: what was entered is kept and shown beside what stands there now. */
export const isStale = (error: unknown): boolean => error instanceof ProblemError && error.code === 'STALE_VERSION';

/** The answer never came: no network, or the service is away. */
export function unreachableProblem(): ProblemError {
  return new ProblemError(0, 'UNREACHABLE', unreachable);
}

/** Any text that is not a problem document becomes a plain sentence by status; what a proxy wrote is never shown. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return fromDocument(parsed.data);
  const code = codeOfStatus(status);
  const text = commonProblemTexts[code] ?? unreachable;
  return new ProblemError(status, code, text);
}

function fromDocument(problem: Problem): ProblemError {
  return new ProblemError(problem.status, problem.code, problem.message, problem.errors, problem.details);
}

function codeOfStatus(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'TOO_MANY_REQUESTS';
  if (status === 502 || status === 503 || status === 504) return 'UNAVAILABLE';
  return 'INTERNAL';
}
