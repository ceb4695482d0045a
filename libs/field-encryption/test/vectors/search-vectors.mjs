import { pad, paddedLength } from '../../dist/core/padding.js';
import { computeRowMac } from '../../dist/fields/row-mac.js';
import { blindIndex } from '../../dist/search/blind-index.js';
import { normalise, toneBlind } from '../../dist/search/normalise.js';
import { bytesOf, file, hex, utf8Hex } from './fixtures.mjs';

export function rowMac() {
  const key = { keyId: bytesOf('mac key id', 16), version: 2, bytes: bytesOf('mac key', 32) };
  const fields = {
    phone: { bytes: hex(bytesOf('ciphertext', 64)) },
    phone_index: { bytes: hex(bytesOf('index', 16)) },
    centre: { text: 'centre-a' },
    status: { text: 'đang mở' },
    consented: { boolean: true },
    visits: { number: 3 },
    score: { number: -0.5 },
    closed_at: { null: true },
  };
  const plain = (named) =>
    Object.fromEntries(
      Object.entries(named).map(([name, value]) => {
        const [kind, content] = Object.entries(value)[0];
        return [name, kind === 'bytes' ? Buffer.from(content, 'hex') : kind === 'null' ? null : content];
      }),
    );
  const row = { table: 'clients', rowId: 'row-1', rowVersion: 7 };
  const keyJson = { keyId: hex(key.keyId), version: key.version, bytes: hex(key.bytes) };
  const ok = (name, change, named) => {
    const at = { ...row, ...change };
    return {
      name,
      key: keyJson,
      row: at,
      fields: named,
      mac: hex(computeRowMac(key, { ...at, fields: plain(named) })),
    };
  };
  const verify = [
    ok('a row with every kind of value', {}, fields),
    ok('no field at all', {}, {}),
    ok('the largest row version', { rowVersion: Number.MAX_SAFE_INTEGER }, { centre: { text: 'centre-a' } }),
  ];
  const mac = verify[0].mac;
  const bad = (name, change, named = fields, found = mac, under = keyJson) => ({
    name,
    key: under,
    row: { ...row, ...change },
    fields: named,
    mac: found,
    failure: 'MAC_MISMATCH',
  });
  const { closed_at: _gone, ...without } = fields;
  const refuse = [
    bad('an older row version', { rowVersion: 6 }),
    bad('another row', { rowId: 'row-2' }),
    bad('another table', { table: 'contacts' }),
    bad('an older ciphertext', {}, { ...fields, phone: { bytes: hex(bytesOf('older ciphertext', 64)) } }),
    bad('a value set to NULL', {}, { ...fields, phone: { null: true } }),
    bad('another index', {}, { ...fields, phone_index: { bytes: hex(bytesOf('other index', 16)) } }),
    bad('another centre', {}, { ...fields, centre: { text: 'centre-b' } }),
    bad('a number as text', {}, { ...fields, visits: { text: '3' } }),
    bad('a field left out', {}, without),
    bad('two values exchanged', {}, { ...fields, centre: fields.status, status: fields.centre }),
    bad('another key version', {}, fields, mac, { ...keyJson, version: 1 }),
    bad('another key', {}, fields, mac, { ...keyJson, bytes: hex(bytesOf('other mac key', 32)) }),
    bad('a short MAC', {}, fields, mac.slice(0, 32)),
    bad('no MAC', {}, fields, ''),
    { ...bad('a row version that is no integer', { rowVersion: 1.5 }), failure: 'FORMAT_INVALID' },
    { ...bad('a field name with a dot', {}, { 'a.b': { text: 'x' } }), failure: 'FORMAT_INVALID' },
  ];
  return file(
    'row-mac',
    'A field is one of {bytes: hexadecimal}, {text}, {number}, {boolean}, {null: true}. verify: the MAC of row and fields. refuse: the MAC does not hold (MAC_MISMATCH), or cannot be computed.',
    { verify, refuse },
  );
}

export function blindIndexes() {
  const bik = bytesOf('blind index key', 32);
  const spec = { table: 'clients', column: 'phone', index: 'phone', normaliser: 'phone', normaliserVersion: 1 };
  const entry = (name, change, value, key = bik) => {
    const full = { ...spec, ...change };
    const normalised = normalise(full.normaliser, value);
    return { name, bik: hex(key), spec: full, value, normalised, index: hex(blindIndex(key, full, value)) };
  };
  const compute = [
    entry('a phone number, 128 bits', {}, '0912 345 678'),
    entry('the same number in another spelling', {}, '+84 (0)912-345-678'),
    entry('the same number in another column', { column: 'phone2' }, '0912 345 678'),
    entry('the same number in another table', { table: 'contacts' }, '0912 345 678'),
    entry('the same number in another index', { index: 'phone/short' }, '0912 345 678'),
    entry('the same number under later rules', { normaliserVersion: 2 }, '0912 345 678'),
    entry('the same number in another centre', {}, '0912 345 678', bytesOf('other blind index key', 32)),
    entry('16 bits', { bits: 16 }, '0912 345 678'),
    entry('21 bits: the spare bits of the last byte are zero', { bits: 21 }, '0912 345 678'),
    entry('256 bits', { bits: 256 }, '0912 345 678'),
    entry('an address', { column: 'email', index: 'email', normaliser: 'email' }, 'Sao.Mai@Example.org'),
    entry('a document number', { column: 'document', index: 'document', normaliser: 'document' }, 'B 123-4567'),
    entry('a unique identifier code', { column: 'uic', index: 'uic', normaliser: 'uic' }, 'ĐôHN-0199'),
  ];
  const refuse = [
    ['letters in a number', {}, 'không có', 'VALUE_NOT_NORMALISABLE', bik],
    ['15 bits', { bits: 15 }, '0912345678', 'FORMAT_INVALID', bik],
    ['257 bits', { bits: 257 }, '0912345678', 'FORMAT_INVALID', bik],
    ['a key of 31 bytes', {}, '0912345678', 'FORMAT_INVALID', bik.slice(1)],
  ].map(([name, change, value, failure, key]) => ({
    name,
    bik: hex(key),
    spec: { ...spec, ...change },
    value,
    failure,
  }));
  return file('blind-index', 'compute: normalised value and index. refuse: no index is made. Bytes are hexadecimal.', {
    compute,
    refuse,
  });
}

export function normalisers() {
  const wide = String.fromCodePoint(...[...'0912345678'].map((digit) => digit.codePointAt(0) + 0xfee0));
  const accepted = {
    phone: [
      '0912345678',
      '0912.345.678',
      '+84912345678',
      '0084 912 345 678',
      '84912345678',
      '912345678',
      '+84 (0)912-345-678',
      '024 3825 1234',
      '+1 (202) 555-0143',
      '0912\u200b345\u200d678',
      wide,
    ],
    document: [
      'B1234567',
      'b 123-45.67',
      '001 099 012 345',
      'đ-12345',
      'Đ12345',
      '145 678 901',
      'GD 4 79 0123456789',
      '1'.repeat(24),
    ],
    email: [
      'Sao.Mai@Example.org',
      ' sao.mai@example.org ',
      'sao\u200b.mai@example.org',
      'ＳＡＯ@example.org',
      'sao.mai+tin@example.org',
    ],
    uic: ['ĐôHN-0199', 'do/hn 0199', 'DÔHN_0199', 'do\u0302hn0199', 'PUM3181', 'MARE-01-01/01/1990', '1'.repeat(32)],
  };
  const refused = {
    phone: ['', 'abc', '123', '+84 12', '+0123456789', '0912345678901'],
    document: ['', '1234', 'B1234567!', 'x'.repeat(25), '1'.repeat(25), 'nguyen thi hoa'],
    email: ['', 'sao.mai', 'a@b', '@example.org', 'a@@example.org', 'a@example..org'],
    uic: ['', 'abc', 'x'.repeat(33), 'ab+cd', '1'.repeat(33), 'nguyenthihoa'],
  };
  const each = (table, make) =>
    Object.entries(table).flatMap(([normaliser, values]) => values.map((value) => make(normaliser, value)));
  const folded = [
    'Nguyễn  Thị Hoà',
    'nguyen thi hoa',
    'Nguyễn Thị Hòa'.normalize('NFD'),
    'ĐẶNG',
    'straße',
    'Łódź',
    'smørrebrød',
    'ＮＧＵＹＥＮ',
    'a\u200bb',
    ' \t a\n b ',
  ];
  return file(
    'normalisers',
    'normalise: the one spelling (version 1). refuse: the value is none of its kind. toneBlind: how names are compared after opening, never indexed.',
    {
      normalise: each(accepted, (normaliser, value) => ({
        normaliser,
        version: 1,
        value,
        normalised: normalise(normaliser, value),
      })),
      refuse: each(refused, (normaliser, value) => ({
        normaliser,
        version: 1,
        value,
        failure: 'VALUE_NOT_NORMALISABLE',
      })),
      toneBlind: folded.map((value) => ({ value, folded: toneBlind(value) })),
    },
  );
}

export function paddings() {
  const lengths = [
    0, 1, 30, 31, 32, 63, 64, 127, 128, 255, 256, 511, 512, 1023, 1024, 1025, 2000, 5000, 65_535, 65_536, 1_000_000,
    1_048_576,
  ];
  const fixed = [
    ['fixed32', [0, 31]],
    ['fixed64', [0, 63]],
    ['fixed128', [64, 127]],
    ['fixed256', [200, 255]],
  ];
  const size = (padding) => (length) => ({ padding, length, padded: paddedLength(length, padding) });
  const texts = ['', 'a', 'gọi sau 17 giờ', 'a\u0000\u0000', '\u0080'];
  const tooLong = [
    ['text', 1_048_577],
    ['fixed32', 32],
    ['fixed64', 64],
    ['fixed128', 128],
    ['fixed256', 256],
  ];
  const noMarker = ['', '00', '0000000000', '01', '800001', 'ff'];
  return file(
    'padding',
    'sizes: length in bytes before and after. pad: bytes before and after, hexadecimal. refuse: no such length. unpadRefuse: authentic bytes without marker.',
    {
      sizes: [...lengths.map(size('text')), ...fixed.flatMap(([padding, of]) => of.map(size(padding)))],
      pad: texts.map((text) => ({
        padding: 'text',
        plaintext: utf8Hex(text),
        padded: hex(pad(Buffer.from(text), 'text')),
      })),
      refuse: tooLong.map(([padding, length]) => ({ padding, length, failure: 'FIELD_TOO_LONG' })),
      unpadRefuse: noMarker.map((padded) => ({ padded, failure: 'DECRYPT_FAILED' })),
    },
  );
}
