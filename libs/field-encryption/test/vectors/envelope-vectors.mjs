import { openEnvelope, sealEnvelope } from '../../dist/core/envelope.js';
import { concat, frame, u32be, utf8 } from '../../dist/core/framing.js';
import { pad } from '../../dist/core/padding.js';
import { sodium } from '../../dist/core/sodium.js';
import { encodeValue } from '../../dist/fields/value-encoding.js';
import { wrappingKeyId } from '../../dist/keys/wrapped-key.js';
import { bytesOf, changed, damages, file, hex } from './fixtures.mjs';

const CONTEXT = { caseId: 'case-1', table: 'clients', column: 'phone', rowId: 'row-1', type: 'text' };

const keyOf = (label, version) => ({
  keyId: bytesOf(`${label} id`, 16),
  version,
  bytes: bytesOf(`${label} bytes`, 32),
});
const keyJson = ({ keyId, version, bytes }) => ({ keyId: hex(keyId), version, bytes: hex(bytes) });
const aadOf = ({ caseId, table, column, rowId, type }) => frame(caseId, table, column, rowId, type);

/** The envelope built by hand around bytes that no sealing function would pad so, or under a commitment of another key. */
function crafted(key, context, padded, commitment) {
  const header = concat(Uint8Array.of(0xa7, 1, 1, 1), key.keyId, u32be(key.version));
  const nonce = bytesOf('crafted nonce', 24);
  const okm = sodium.crypto_generichash(64, concat(utf8('field/v1\0'), header, nonce, aadOf(context)), key.bytes);
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header, null, nonce, okm.subarray(0, 32));
  return concat(header, nonce, commitment ?? okm.subarray(32), body);
}

export function sealedField() {
  const key = keyOf('case key', 1);
  const place = (change) => ({ ...CONTEXT, ...change });
  const values = [
    ['a phone number', {}, '0912 345 678', 'text'],
    ['a text with tone marks', { column: 'name' }, 'Sao Mai, Nguyễn Thị Hoà', 'text'],
    ['an empty text', { column: 'note' }, '', 'text'],
    ['a text that just fills its bucket', { column: 'note' }, 'x'.repeat(30), 'text'],
    ['a text that just does not', { column: 'note' }, 'x'.repeat(31), 'text'],
    ['a text beyond the last bucket', { column: 'note' }, 'ă'.repeat(600), 'text'],
    ['a typed NULL', { column: 'status', type: 'enum' }, null, 'fixed64'],
    ['an enum', { column: 'status', type: 'enum' }, 'reactive', 'fixed64'],
    ['a date', { column: 'birthDate', type: 'date' }, '1999-02-28', 'fixed32'],
    ['a negative integer', { column: 'balance', type: 'integer' }, -42, 'fixed32'],
    ['the largest integer', { column: 'balance', type: 'integer' }, Number.MAX_SAFE_INTEGER, 'fixed32'],
    ['a JSON value', { column: 'answers', type: 'json' }, { a: [1, null, 'đ'], b: true }, 'text'],
    ['identifiers beyond ASCII', { caseId: 'hồ sơ', rowId: '行-1' }, 'x', 'text'],
  ];
  const seal = (name, change, value, padding, under = key) => {
    const context = place(change);
    const plaintext = encodeValue(value, context.type);
    const nonce = bytesOf(`nonce of ${name}`, 24);
    const sealed = sealEnvelope('field/v1', under, nonce, aadOf(context), plaintext, padding);
    return {
      name,
      key: keyJson(under),
      context,
      value,
      plaintext: hex(plaintext),
      padding,
      nonce: hex(nonce),
      sealed: hex(sealed),
    };
  };
  const open = values.map((entry) => seal(...entry));
  open.push(seal('a later key version', {}, '0912 345 678', 'text', keyOf('later case key', 4294967295)));

  const sealed = Buffer.from(open[0].sealed, 'hex');
  const fail = (name, change, bytes = sealed, under = key) => ({
    name,
    key: keyJson(under),
    context: place(change),
    sealed: hex(bytes),
    failure: 'DECRYPT_FAILED',
  });
  const slid = seal('x', { table: 'client', column: 'sphone' }, 'x', 'text');
  const sibling = { ...keyOf('other case key', 1), keyId: key.keyId };
  const unknownTag = pad(Uint8Array.of(2, 0x41), 'text');
  const refuse = [
    ...damages(sealed).map(([name, bytes]) => fail(name, {}, bytes)),
    fail('another case', { caseId: 'case-2' }),
    fail('another table', { table: 'contacts' }),
    fail('another column', { column: 'phone2' }),
    fail('another row', { rowId: 'row-2' }),
    fail('another type', { type: 'enum' }),
    fail('a border slid between table and column', {}, Buffer.from(slid.sealed, 'hex')),
    fail('another key of the same name', {}, sealed, sibling),
    fail('a key of another version', {}, sealed, { ...key, version: 2 }),
    fail('authentic bytes without padding marker', {}, crafted(key, CONTEXT, new Uint8Array(32))),
    fail(
      'an authentic body under a commitment to another key',
      {},
      crafted(key, CONTEXT, pad(encodeValue('x', 'text'), 'text'), bytesOf('other commitment', 32)),
    ),
    fail('authentic bytes that encode no value', {}, crafted(key, CONTEXT, unknownTag)),
    fail(
      'an authentic integer of seven bytes',
      { type: 'integer' },
      crafted(key, place({ type: 'integer' }), pad(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0), 'fixed32')),
    ),
    fail('authentic text that is not UTF-8', {}, crafted(key, CONTEXT, pad(Uint8Array.of(1, 0xc3, 0x28), 'text'))),
    fail(
      'authentic JSON that does not parse',
      { type: 'json' },
      crafted(key, place({ type: 'json' }), pad(Uint8Array.of(1, 0x7b), 'text')),
    ),
  ];
  const refuseToSeal = [
    ['a text longer than its fixed size', 'text', 'x'.repeat(31), 'fixed32', 'FIELD_TOO_LONG'],
    ['a lone surrogate', 'text', '\ud800', 'text', 'FIELD_VALUE_INVALID'],
    ['an empty enum', 'enum', '', 'fixed32', 'FIELD_VALUE_INVALID'],
    ['a day that no calendar has', 'date', '2026-02-30', 'fixed32', 'FIELD_VALUE_INVALID'],
    ['a fraction', 'integer', 1.5, 'fixed32', 'FIELD_VALUE_INVALID'],
    ['a number as text', 'text', 7, 'text', 'FIELD_VALUE_INVALID'],
  ].map(([name, type, value, padding, failure]) => ({ name, type, value, padding, failure }));
  return file(
    'sealed-field',
    'open: encode(value) = plaintext; sealing it under key, context, padding and nonce gives sealed, and opening gives it back. refuse: opening and decoding fails. refuseToSeal: sealing fails. Bytes are hexadecimal.',
    { open, refuse, refuseToSeal },
  );
}

export function wrappedKey() {
  const wrapping = bytesOf('wrapping key', 32);
  const context = { app: 'an-tam', centreId: 'centre-a', purpose: 'case-key', subjectId: 'case-1', version: 1 };
  const aad = (c) => frame(c.app, c.centreId, c.purpose, c.subjectId, u32be(c.version));
  const wrap = (name, change, plain = bytesOf(`key of ${name}`, 32)) => {
    const bound = { ...context, ...change };
    const nonce = bytesOf(`nonce of ${name}`, 24);
    const key = { keyId: wrappingKeyId(wrapping), version: bound.version, bytes: wrapping };
    const wrapped = sealEnvelope('wrap/v1', key, nonce, aad(bound), plain, 'fixed64');
    return {
      name,
      wrappingKey: hex(wrapping),
      wrappingKeyId: hex(key.keyId),
      context: bound,
      key: hex(plain),
      nonce: hex(nonce),
      wrapped: hex(wrapped),
    };
  };
  const open = [
    wrap('a case key', {}),
    wrap('a case key, third version', { version: 3 }),
    wrap('a blind index key', { purpose: 'blind-index', subjectId: 'centre-a' }),
    wrap('a key encryption key', { purpose: 'kek', subjectId: 'centre-a', version: 2 }),
    wrap('names beyond ASCII', { centreId: 'trung tâm', subjectId: 'hồ sơ' }),
  ];
  const wrapped = Buffer.from(open[0].wrapped, 'hex');
  const fail = (name, change, bytes = wrapped, under = wrapping) => ({
    name,
    wrappingKey: hex(under),
    context: { ...context, ...change },
    wrapped: hex(bytes),
    failure: 'DECRYPT_FAILED',
  });
  const short = wrap('a short key', {}, new Uint8Array(31).fill(7));
  const asField = sealEnvelope(
    'field/v1',
    { keyId: wrappingKeyId(wrapping), version: 1, bytes: wrapping },
    bytesOf('nonce of another domain', 24),
    aad(context),
    bytesOf('key', 32),
    'fixed64',
  );
  const refuse = [
    ...damages(wrapped).map(([name, bytes]) => fail(name, {}, bytes)),
    fail('another application', { app: 'other' }),
    fail('another centre', { centreId: 'centre-b' }),
    fail('another purpose', { purpose: 'kek' }),
    fail('another case', { subjectId: 'case-2' }),
    fail('another version', { version: 2 }),
    fail('another wrapping key', {}, wrapped, changed(wrapping, 0)),
    fail('a key of 31 bytes', {}, Buffer.from(short.wrapped, 'hex')),
    fail('the same bytes sealed under the domain of fields', {}, asField),
  ];
  // A vector whose context is wrong for its reason alone: the very same bytes do open at their own place.
  openEnvelope('wrap/v1', { keyId: wrappingKeyId(wrapping), version: 1, bytes: wrapping }, aad(context), wrapped);
  return file(
    'wrapped-key',
    'open: wrapping key under wrappingKey, context and nonce gives wrapped, and unwrapping gives it back. refuse: unwrapping fails. Bytes are hexadecimal.',
    { open, refuse },
  );
}
