import { FieldEncryptionError } from '../core/errors.js';

export class KeyringPassphraseError extends FieldEncryptionError {
  constructor() {
    super('KEYRING_PASSPHRASE_WRONG', 'The passphrase does not open the key ring.');
  }
}

export type KeyringProblem = 'missing' | 'permissions' | 'corrupt';

const PROBLEMS: Readonly<Record<KeyringProblem, string>> = {
  missing: 'is not there or cannot be read',
  permissions: 'can be read by other accounts; its mode must be 0600',
  corrupt: 'is damaged or has been changed; restore it from a copy',
};

export class KeyringUnreadableError extends FieldEncryptionError {
  constructor(
    path: string,
    readonly problem: KeyringProblem,
  ) {
    super('KEYRING_UNREADABLE', `The key ring ${path} ${PROBLEMS[problem]}.`);
  }
}

export class KeyringLockedError extends FieldEncryptionError {
  constructor(lockPath: string) {
    super('KEYRING_LOCKED', `Another process holds the key ring. If none runs, remove ${lockPath}.`);
  }
}

export class KeyringExistsError extends FieldEncryptionError {
  constructor(path: string) {
    super('KEYRING_EXISTS', `There is a key ring at ${path} already; it is never overwritten.`);
  }
}
