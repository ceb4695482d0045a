import { problemSchema } from '@an-tam/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { convertSchema, type ConvertedSchema } from './schema-components.js';
import type { DescribedHandler } from './described-handlers.js';

type Components = NonNullable<OpenAPIObject['components']>;
type Responses = NonNullable<Components['responses']>;
type Schema = NonNullable<Components['schemas']>[string];

/** A route's declared permission, in the shape in which the access rules write it; they build on this library. */
export type StatedPermission =
  | { readonly kind: 'permit'; readonly action: string; readonly resource: string }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'service'; readonly callers: readonly string[] }
  | { readonly kind: 'public'; readonly reason: string };

const meanings: Readonly<Record<string, string>> = {
  400: 'The request does not meet its schema; `errors` names the fields.',
  401: 'No valid token; never says which check failed.',
  403: 'No role of the caller has this action. Decided before any look-up.',
  404: 'No such record, or one outside the reach of the caller: the same answer.',
  409: 'The record is in another state or version than this step needs; `details` says which.',
  503: 'The database or the audit log does not answer. Nothing was done.',
  default: 'Any other refusal or failure.',
};

const problem = convertSchema(problemSchema, 'output');

/** Schemas and answers that all routes share. */
export const problemComponents: { schemas: ConvertedSchema['components']; responses: Responses } = {
  schemas: problem.components,
  responses: Object.fromEntries(
    Object.entries(meanings).map(([status, description]) => [
      `Problem_${status}`,
      { description, content: { 'application/problem+json': { schema: problem.schema } } },
    ]),
  ),
};

function problemsOf(handler: DescribedHandler, permission: StatedPermission): string[] {
  const isWrite = handler.method !== 'GET';
  const may: Readonly<Record<string, boolean>> = {
    400: handler.validates,
    401: permission.kind !== 'public',
    403: permission.kind === 'permit',
    404: handler.paths.some((path) => path.includes(':')),
    409: isWrite && (permission.kind === 'permit' || permission.kind === 'service'),
    503: true,
    default: true,
  };
  return Object.keys(meanings).filter((status) => may[status]);
}

/**
 * The answers of one route: what it gives when all is well, and the problem documents (RFC 9457) it may give.
 * @param status the one that the route gives when all is well
 */
export function answersOf(
  handler: DescribedHandler,
  permission: StatedPermission,
  status: string,
): { responses: Responses; components: ConvertedSchema['components'] } {
  const answer = handler.answer && convertSchema(handler.answer, 'output');
  const description = STATUS_CODES[status] ?? status;
  const content = answer && { content: { 'application/json': { schema: answer.schema as Schema } } };
  const wellDone: Responses = handler.answersItself ? {} : { [status]: { description, ...content } };
  const problems = problemsOf(handler, permission).map((name) => [
    name,
    { $ref: `#/components/responses/Problem_${name}` },
  ]);
  return {
    responses: { ...wellDone, ...(Object.fromEntries(problems) as Responses) },
    components: answer?.components ?? {},
  };
}
