import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FieldEncryptionError,
  blindIndex,
  computeRowMac,
  fingerprint,
  generateSigningKeyPair,
  normalise,
  openField,
  openPacket,
  openSecretKey,
  paddedLength,
  publicKeyId,
  ready,
  replySigningKeyPair,
  signMessage,
  toneBlind,
  unwrapKey,
  verifyMessage,
  verifyRowMac,
  wrappingKeyId,
} from '../src/index.js';
import type { BlindIndexSpec, CaseKey, FieldContext, FieldType, PaddingClass, RowMacValue } from '../src/index.js';
import type { Normaliser, SealedPacket, SealedSecretKey, WrapContext } from '../src/index.js';
import { sealEnvelope } from '../src/core/envelope.js';
import { frame, u32be } from '../src/core/framing.js';
import { pad, unpad } from '../src/core/padding.js';
import { decodeValue, encodeValue } from '../src/fields/value-encoding.js';
import { generatePartnerKeyPair } from '../src/packet/partner-key.js';

const FOLDER = join(__dirname, 'vectors');
const load = <T>(subject: string): T => {
  const vectors = JSON.parse(readFileSync(join(FOLDER, `${subject}.json`), 'utf8')) as T & Record<string, unknown>;
  expect(vectors).toMatchObject({ format: 'field-encryption-vectors/1', subject });
  for (const group of Object.values(vectors)) if (Array.isArray(group)) expect(group.length).toBeGreaterThan(0);
  return vectors;
};
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

/** The code of the typed error, or `opened`. */
function outcome(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof FieldEncryptionError ? error.code : `untyped: ${String(error)}`;
  }
  return 'opened';
}

interface Refused {
  readonly name: string;
  readonly failure: string;
}
interface KeyJson {
  readonly keyId: string;
  readonly version: number;
  readonly bytes: string;
}
const caseKey = ({ keyId, version, bytes: key }: KeyJson): CaseKey => ({
  keyId: bytes(keyId),
  version,
  bytes: bytes(key),
});

beforeAll(ready);

it('sealed fields', () => {
  interface Field {
    readonly name: string;
    readonly key: KeyJson;
    readonly context: FieldContext;
    readonly sealed: string;
  }
  type Opened = Field & { value: unknown; plaintext: string; padding: PaddingClass; nonce: string };
  type ToSeal = Refused & { type: FieldType; value: unknown; padding: PaddingClass };
  const vectors = load<{ open: Opened[]; refuse: (Field & Refused)[]; refuseToSeal: ToSeal[] }>('sealed-field');
  const open = ({ key, context, sealed }: Field) =>
    decodeValue(openField(caseKey(key), context, bytes(sealed)), context.type);
  for (const vector of vectors.open) {
    const { name, key, context, value, plaintext, padding, nonce, sealed } = vector;
    const aad = frame(context.caseId, context.table, context.column, context.rowId, context.type);
    expect([name, hex(encodeValue(value, context.type))]).toEqual([name, plaintext]);
    const made = sealEnvelope('field/v1', caseKey(key), bytes(nonce), aad, bytes(plaintext), padding);
    expect([name, hex(made)]).toEqual([name, sealed]);
    expect([name, open(vector)]).toEqual([name, value]);
  }
  for (const vector of vectors.refuse)
    expect([vector.name, outcome(() => open(vector))]).toEqual([vector.name, vector.failure]);
  for (const { name, type, value, padding, failure } of vectors.refuseToSeal)
    expect([name, outcome(() => pad(encodeValue(value, type), padding))]).toEqual([name, failure]);
});

it('wrapped keys', () => {
  interface Wrapped {
    readonly name: string;
    readonly wrappingKey: string;
    readonly context: WrapContext;
    readonly wrapped: string;
  }
  type Opened = Wrapped & { wrappingKeyId: string; key: string; nonce: string };
  const vectors = load<{ open: Opened[]; refuse: (Wrapped & Refused)[] }>('wrapped-key');
  const open = ({ wrappingKey, context, wrapped }: Wrapped) => unwrapKey(bytes(wrappingKey), context, bytes(wrapped));
  for (const vector of vectors.open) {
    const { context, wrappingKey } = vector;
    const { app, centreId, purpose, subjectId, version } = context;
    const key = { keyId: wrappingKeyId(bytes(wrappingKey)), version, bytes: bytes(wrappingKey) };
    expect(hex(key.keyId)).toBe(vector.wrappingKeyId);
    const aad = frame(app, centreId, purpose, subjectId, u32be(version));
    const made = sealEnvelope('wrap/v1', key, bytes(vector.nonce), aad, bytes(vector.key), 'fixed64');
    expect([vector.name, hex(made), hex(open(vector))]).toEqual([vector.name, vector.wrapped, vector.key]);
  }
  for (const vector of vectors.refuse)
    expect([vector.name, outcome(() => open(vector))]).toEqual([vector.name, vector.failure]);
});

it('row MACs', () => {
  type FieldJson = { bytes?: string; text?: string; number?: number; boolean?: boolean; null?: true };
  interface Row {
    readonly name: string;
    readonly key: KeyJson;
    readonly row: { table: string; rowId: string; rowVersion: number };
    readonly fields: Record<string, FieldJson>;
    readonly mac: string;
  }
  const vectors = load<{ verify: Row[]; refuse: (Row & Refused)[] }>('row-mac');
  const value = (field: FieldJson): RowMacValue =>
    field.bytes === undefined ? (field.text ?? field.number ?? field.boolean ?? null) : bytes(field.bytes);
  const rowOf = ({ row, fields }: Row) => ({
    ...row,
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(field)])),
  });
  for (const vector of vectors.verify) {
    expect([vector.name, hex(computeRowMac(caseKey(vector.key), rowOf(vector)))]).toEqual([vector.name, vector.mac]);
    expect(verifyRowMac(caseKey(vector.key), rowOf(vector), bytes(vector.mac))).toBe(true);
  }
  for (const vector of vectors.refuse) {
    let verified = false;
    const code = outcome(() => (verified = verifyRowMac(caseKey(vector.key), rowOf(vector), bytes(vector.mac))));
    const found = code === 'opened' ? (verified ? 'verified' : 'MAC_MISMATCH') : code;
    expect([vector.name, found]).toEqual([vector.name, vector.failure]);
  }
});

it('blind indexes', () => {
  interface Index {
    readonly name: string;
    readonly bik: string;
    readonly spec: BlindIndexSpec;
    readonly value: string;
  }
  const vectors = load<{ compute: (Index & { normalised: string; index: string })[]; refuse: (Index & Refused)[] }>(
    'blind-index',
  );
  for (const { name, bik, spec, value, normalised, index } of vectors.compute) {
    expect([name, normalise(spec.normaliser, value)]).toEqual([name, normalised]);
    expect([name, hex(blindIndex(bytes(bik), spec, value))]).toEqual([name, index]);
  }
  const [first, second, ...others] = vectors.compute.map(({ index }) => index);
  expect(second).toBe(first);
  expect(others).not.toContain(first);
  for (const { name, bik, spec, value, failure } of vectors.refuse)
    expect([name, outcome(() => blindIndex(bytes(bik), spec, value))]).toEqual([name, failure]);
});

it('normalisers', () => {
  interface Value {
    readonly normaliser: Normaliser;
    readonly value: string;
  }
  const vectors = load<{
    normalise: (Value & { normalised: string })[];
    refuse: (Value & { failure: string })[];
    toneBlind: { value: string; folded: string }[];
  }>('normalisers');
  for (const { normaliser, value, normalised } of vectors.normalise)
    expect(normalise(normaliser, value)).toBe(normalised);
  for (const { normaliser, value, failure } of vectors.refuse)
    expect([normaliser, value, outcome(() => normalise(normaliser, value))]).toEqual([normaliser, value, failure]);
  for (const { value, folded } of vectors.toneBlind) expect(toneBlind(value)).toBe(folded);
});

it('padding', () => {
  const vectors = load<{
    sizes: { padding: PaddingClass; length: number; padded: number }[];
    pad: { padding: PaddingClass; plaintext: string; padded: string }[];
    refuse: { padding: PaddingClass; length: number; failure: string }[];
    unpadRefuse: { padded: string }[];
  }>('padding');
  for (const { padding, length, padded } of vectors.sizes) expect(paddedLength(length, padding)).toBe(padded);
  for (const { padding, plaintext, padded } of vectors.pad) {
    expect(hex(pad(bytes(plaintext), padding))).toBe(padded);
    expect(hex(unpad(bytes(padded)) ?? new Uint8Array())).toBe(plaintext);
  }
  for (const { padding, length, failure } of vectors.refuse)
    expect(outcome(() => paddedLength(length, padding))).toBe(failure);
  for (const { padded } of vectors.unpadRefuse) expect(unpad(bytes(padded))).toBeNull();
});

it('packets', () => {
  interface Packet {
    readonly name: string;
    readonly packet: SealedPacket;
    readonly recipientSecretKey: string;
    readonly recipientKeyId: string;
    readonly senderVerifyKey: string;
    readonly now: string;
  }
  type Opened = Packet & { payload?: unknown; payloadText?: { character: string; times: number } };
  const vectors = load<{ open: Opened[]; refuse: (Packet & Refused)[] }>('packet');
  const open = ({ packet, recipientSecretKey, recipientKeyId, senderVerifyKey, now }: Packet) => {
    const { publicKey, secretKey } = generatePartnerKeyPair(bytes(recipientSecretKey));
    const input = { recipientKeyId, secretKey, publicKey, senderVerifyKey: bytes(senderVerifyKey), now: new Date(now) };
    return openPacket(packet, input).payload;
  };
  for (const vector of vectors.open) {
    const { payloadText, payload } = vector;
    expect(open(vector)).toEqual(payloadText ? payloadText.character.repeat(payloadText.times) : payload);
  }
  for (const vector of vectors.refuse)
    expect([vector.name, outcome(() => open(vector))]).toEqual([vector.name, vector.failure]);
});

it('sealed secret keys', () => {
  interface Sealed {
    readonly name: string;
    readonly passphrase: string;
    readonly sealed: SealedSecretKey;
  }
  const vectors = load<{ open: (Sealed & { secretKey: string })[]; refuse: (Sealed & Refused)[] }>('sealed-secret-key');
  for (const { name, passphrase, sealed, secretKey } of vectors.open)
    expect([name, hex(openSecretKey(sealed, passphrase))]).toEqual([name, secretKey]);
  for (const { name, passphrase, sealed, failure } of vectors.refuse)
    expect([name, outcome(() => openSecretKey(sealed, passphrase))]).toEqual([name, failure]);
});

it('names, fingerprints and signatures of public keys', () => {
  interface Signature {
    readonly name: string;
    readonly seed: string;
    readonly publicKey: string;
    readonly domain: string;
    readonly message: string;
    readonly signature: string;
  }
  const vectors = load<{
    keys: Record<string, string>;
    keyIds: { kind: 'x-wing' | 'ed25519'; publicKey: string; keyId: string }[];
    fingerprints: { of: string[]; fingerprint: string }[];
    replyKeys: { secretKey: string; replyPublicKey: string }[];
    signatures: Signature[];
    refuse: Signature[];
  }>('fingerprint');
  for (const { kind, publicKey, keyId } of vectors.keyIds) expect(publicKeyId(kind, bytes(publicKey))).toBe(keyId);
  for (const { of, fingerprint: expected } of vectors.fingerprints) {
    const [first = new Uint8Array(), ...others] = of.map((name) => bytes(vectors.keys[name] ?? ''));
    expect(fingerprint(first, ...others)).toBe(expected);
  }
  expect(new Set(vectors.fingerprints.map((entry) => entry.fingerprint)).size).toBe(vectors.fingerprints.length);
  for (const { secretKey, replyPublicKey } of vectors.replyKeys)
    expect(hex(replySigningKeyPair(bytes(secretKey)).publicKey)).toBe(replyPublicKey);
  const verified = ({ publicKey, domain, message, signature }: Signature) =>
    verifyMessage(bytes(publicKey), domain, message, bytes(signature));
  for (const vector of vectors.signatures) {
    const pair = generateSigningKeyPair(bytes(vector.seed));
    expect(hex(signMessage(pair.secretKey, vector.domain, vector.message))).toBe(vector.signature);
    expect(verified(vector)).toBe(true);
  }
  for (const vector of vectors.refuse) expect([vector.name, verified(vector)]).toEqual([vector.name, false]);
});

it('are what the generator writes', () => {
  expect(execFileSync(process.execPath, [join(FOLDER, 'generate.mjs'), '--check'], { stdio: 'pipe' }).length).toBe(0);
});
