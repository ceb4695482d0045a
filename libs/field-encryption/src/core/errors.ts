/**
 * Base of every error this library throws on purpose. `code` is stable and meant for programs; messages never carry a
 * value, a key or anything about a person.
 */
export class FieldEncryptionError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/**
 * The one answer to every sealed value that does not open: unknown version, suite or schema, wrong key, wrong place,
 * changed, cut or extended bytes. It says nothing about which of these it was, so it is no oracle.
 */
export class DecryptError extends FieldEncryptionError {
  constructor() {
    super('DECRYPT_FAILED', 'The sealed value could not be opened.');
  }
}

/** The plaintext does not fit its padding class, or is longer than any sealed value may be (1 MiB). */
export class FieldTooLongError extends FieldEncryptionError {
  constructor() {
    super('FIELD_TOO_LONG', 'The value is too long to be sealed in this column.');
  }
}

/** A parameter breaks the format's rules: a length, an ill-formed string, an unknown name. A programming error. */
export class FormatError extends FieldEncryptionError {
  constructor(what: string) {
    super('FORMAT_INVALID', what);
  }
}

/** A passphrase that could be guessed offline. Measured before it protects anything. */
export class PassphraseTooWeakError extends FieldEncryptionError {
  constructor() {
    super('PASSPHRASE_TOO_WEAK', 'The passphrase needs at least 12 characters, 5 of them different.');
  }
}
