import type { z } from 'zod';
import { problemFrom, unreachableProblem } from './problem-error.js';

let csrfToken = '';
const unauthenticatedListeners = new Set<() => void>();

/** The token of the present session; every changing request carries it. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function onUnauthenticated(listener: () => void): () => void {
  unauthenticatedListeners.add(listener);
  return () => unauthenticatedListeners.delete(listener);
}

/** Reads and checks an answer against its schema. Throws ProblemError. */
export async function read<S extends z.ZodType>(path: string, schema: S, signal?: AbortSignal): Promise<z.infer<S>> {
  return schema.parse(await call('GET', path, undefined, signal));
}

/** Changes something; never repeated by itself. Throws ProblemError. */
export async function write<S extends z.ZodType>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
  schema: S,
): Promise<z.infer<S>> {
  return schema.parse(await call(method, path, body));
}

/** Like {@link write}, for requests whose answer has no content the page needs. */
export async function send(path: string, body: unknown): Promise<void> {
  await call('POST', path, body);
}

async function call(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') {
    headers['content-type'] = 'application/json';
    headers['x-csrf-token'] = csrfToken;
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachableProblem();
  }
  const answer = await bodyOf(response);
  if (response.ok) return answer;
  if (response.status === 401 && path.startsWith('/api/')) for (const listener of unauthenticatedListeners) listener();
  throw problemFrom(response.status, answer);
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Ends the session without waiting: also works while the page is being left. */
export function endSession(): Promise<Response> {
  return fetch('/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
    body: '{}',
    credentials: 'same-origin',
    keepalive: true,
  });
}
