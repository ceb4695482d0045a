import { fieldErrors } from '@an-tam/contracts';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { ProblemError } from '../api/problem-error.js';
import { BilingualText } from '../i18n/bilingual-text.js';

export type FieldMessages = Readonly<Record<string, ReactNode>>;

/** Checks a body against the contract the service uses; messages by field, in the language of the moment. */
export function schemaErrors(schema: z.ZodType, body: unknown): FieldMessages {
  const checked = schema.safeParse(body);
  if (checked.success) return {};
  return Object.fromEntries(
    fieldErrors(checked.error.issues).map(({ field, message }) => [
      field,
      <BilingualText key={field} text={message} />,
    ]),
  );
}

/** Field messages a service sent back. */
export function problemErrors(error: unknown): FieldMessages {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(
    error.fields.map(({ field, message }) => [field, <BilingualText key={field} text={message} />]),
  );
}
