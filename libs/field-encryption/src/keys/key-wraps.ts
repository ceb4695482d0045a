import type { KeyName } from './store-contents.js';
import type { WrapContext } from './wrapped-key.js';

const NO_CENTRE = '-';

export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const toBytes = (text: string): Uint8Array => Buffer.from(text, 'base64url');

/** The context of a key in the envelope `wrap/v1`. */
export function entryContext(app: string, { purpose, subject, version }: KeyName): WrapContext {
  const centred = purpose === 'kek' || purpose === 'blind-index';
  return { app, centreId: centred ? subject : NO_CENTRE, purpose, subjectId: subject, version };
}
