import { sodium } from '../core/sodium.js';
import { DecryptError, FormatError } from '../core/errors.js';
import { frame, u32be, utf8 } from '../core/framing.js';
import { KEY_BYTES, KEY_ID_BYTES, openEnvelope, sealEnvelope } from '../core/envelope.js';
import type { EnvelopeKey } from '../core/envelope.js';
import { freshNonce } from '../core/nonce.js';

export type KeyPurpose = 'case-key' | 'kek' | 'blind-index' | 'root' | 'signing' | 'reply' | 'recovery';

/** What a wrapped key is for. It opens under no other context: moved to another case, centre or purpose it is dead. */
export interface WrapContext {
  readonly app: string;
  readonly centreId: string;
  readonly purpose: KeyPurpose;
  /** Whose key it is: the case, the centre or the name of the pair. */
  readonly subjectId: string;
  /** Version of the wrapped key. */
  readonly version: number;
}

const ID_PURPOSE = utf8('wrap/v1 key id');

/**
 * The 16-byte name of a wrapping key: a keyed BLAKE2b of a constant, so it tells nothing about the key. It stands in the
 * header of whatever the key wraps (`readHeader(wrapped).keyId`), which is how the right KEK version is chosen.
 */
export function wrappingKeyId(wrappingKey: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(KEY_ID_BYTES, ID_PURPOSE, wrappingKey);
}

function envelopeKey(wrappingKey: Uint8Array, context: WrapContext): EnvelopeKey {
  if (wrappingKey.length !== KEY_BYTES) throw new FormatError('A wrapping key has 32 bytes.');
  return { keyId: wrappingKeyId(wrappingKey), version: context.version, bytes: wrappingKey };
}

function associatedData({ app, centreId, purpose, subjectId, version }: WrapContext): Uint8Array {
  return frame(app, centreId, purpose, subjectId, u32be(version));
}

/** Wraps a 32-byte key or seed in the version-1 envelope under the domain `wrap/v1`. */
export function wrapKey(wrappingKey: Uint8Array, context: WrapContext, key: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) throw new FormatError('A wrapped key has 32 bytes.');
  return sealEnvelope(
    'wrap/v1',
    envelopeKey(wrappingKey, context),
    freshNonce(),
    associatedData(context),
    key,
    'fixed64',
  );
}

/** Unwraps, or throws the one DecryptError. */
export function unwrapKey(wrappingKey: Uint8Array, context: WrapContext, wrapped: Uint8Array): Uint8Array {
  const key = openEnvelope('wrap/v1', envelopeKey(wrappingKey, context), associatedData(context), wrapped);
  if (key.length !== KEY_BYTES) throw new DecryptError();
  return key;
}
