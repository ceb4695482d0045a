import { FieldEncryptionError } from '../core/errors.js';

export type TokenProblem =
  'no-driver' | 'no-module' | 'no-token' | 'wrong-pin' | 'no-root' | 'weak-root' | 'root-exists' | 'refused';

const PROBLEMS: Readonly<Record<TokenProblem, string>> = {
  'no-driver': 'The optional package pkcs11js is not installed',
  'no-module': 'The PKCS#11 module cannot be loaded',
  'no-token': 'There is no token of this label',
  'wrong-pin': 'The token does not accept the PIN',
  'no-root': 'The token holds no root key, or more than one, of this label',
  'weak-root': 'The root key on the token could be taken out of it or is no AES-256 key',
  'root-exists': 'The token holds a root key of this label already; it is never replaced',
  refused: 'The token refuses an operation that is needed of it',
};

/** The token cannot be used as it is. `cause` is for the operator's log; neither holds a PIN or a key. */
export class TokenError extends FieldEncryptionError {
  constructor(
    readonly problem: TokenProblem,
    cause?: unknown,
  ) {
    super(`TOKEN_${problem.toUpperCase().replaceAll('-', '_')}`, `${PROBLEMS[problem]}.`);
    if (cause !== undefined) this.cause = cause;
  }
}

/** The name of what the module answered, as CKR_SESSION_HANDLE_INVALID; empty for any other error. */
export function answerOf(error: unknown): string {
  return error instanceof Error && error.message.startsWith('CKR_') ? error.message : '';
}

/** Answers after which a new session may do what this one could not: unplugged, restarted, reset, logged out. */
const LOST: readonly string[] = [
  'CKR_CRYPTOKI_NOT_INITIALIZED',
  'CKR_DEVICE_ERROR',
  'CKR_DEVICE_REMOVED',
  'CKR_KEY_HANDLE_INVALID',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_OPERATION_ACTIVE',
  'CKR_SESSION_CLOSED',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_TOKEN_NOT_RECOGNIZED',
  'CKR_USER_NOT_LOGGED_IN',
];

export const isLostSession = (error: unknown): boolean => LOST.includes(answerOf(error));

/** Answers to a login that would be the same, and count towards a locked token, however often it is tried. */
export const isRefusedPin = (error: unknown): boolean => /^CKR_(?:USER_)?PIN_/.test(answerOf(error));
