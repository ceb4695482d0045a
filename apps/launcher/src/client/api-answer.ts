import type { Problem } from '@an-tam/contracts';
import type { z } from 'zod';

/** A request got another answer than the caller can go on with. Names route and code, never content. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** One answer of the product. */
export class ApiAnswer {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly text: string,
    readonly headers: Headers,
  ) {}

  get json(): unknown {
    try {
      const value: unknown = JSON.parse(this.text);
      return value;
    } catch {
      return undefined;
    }
  }

  /** The problem document of a refusal. */
  get problem(): Partial<Problem> {
    return this.json ?? {};
  }

  /** @throws UnexpectedAnswerError when the status is another one. */
  expect(status: number): this {
    if (this.status === status) return this;
    const { code, errors } = this.problem;
    const fields = errors?.map((e) => e.field).join(', ');
    throw new UnexpectedAnswerError(
      `${this.request} answered ${this.status}${code ? ` ${code}` : ''}${fields ? ` (${fields})` : ''} instead of ${status}`,
    );
  }

  /** The body, checked against the contract. @throws UnexpectedAnswerError for another status or shape. */
  body<T extends z.ZodType>(schema: T): z.infer<T> {
    if (this.status < 200 || this.status > 299) this.expect(200);
    const parsed = schema.safeParse(this.json);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new UnexpectedAnswerError(`${this.request} answered in another shape than its contract (${where})`);
  }
}
