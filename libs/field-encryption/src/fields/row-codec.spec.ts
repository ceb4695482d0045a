import { FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from './case-key.js';
import { IncompleteRowError, RowCodec, RowUnreadableError, type StoredRow } from './row-codec.js';
import { computeRowMac } from './row-mac.js';
import type { SealedTable } from './sealed-table.js';
import { FieldValueError } from './value-encoding.js';

const line = { padding: 'fixed64', dataCategory: 'contact', purpose: 'a test' } as const;
const clients: SealedTable = {
  table: 'client',
  policy: ['centre_id', 'open', 'ranking'],
  columns: [
    {
      ...line,
      column: 'phone',
      type: 'text',
      index: { name: 'phone', normaliser: 'phone', column: 'phone_index', versionColumn: 'phone_index_version' },
    },
    { ...line, column: 'birth_year', type: 'integer' },
  ],
};
const files: SealedTable = {
  table: 'file',
  caseColumn: 'id',
  policy: [],
  columns: [{ ...line, column: 'alias', type: 'text' }],
};
const codec = new RowCodec([clients, files]);
const key = newCaseKey();
const bik = new Uint8Array(32).fill(7);

const head = {
  id: 'row-1',
  case_id: 'case-1',
  version: 1,
  centre_id: 'centre-1',
  open: true,
  ranking: null,
  phone_index: new Uint8Array() as Uint8Array,
  phone_index_version: 1,
};
const content = { phone: '0912 345 678', birth_year: 1990 };

function stored(changes: StoredRow = {}): StoredRow {
  return { ...head, ...codec.seal(key, 'client', head, content), ...changes };
}

beforeAll(async () => {
  await ready();
  head.phone_index = codec.index(bik, 'client', 'phone', content.phone);
});

describe('a row', () => {
  it('comes back as it was sealed, whole or in part', () => {
    expect(codec.open([newCaseKey(), key], 'client', stored())).toEqual(content);
    expect(codec.open([key], 'client', stored(), ['birth_year'])).toEqual({ birth_year: 1990 });
    expect(codec.open([key], 'client', stored(), [])).toEqual({});
  });

  it('binds what the format says: every ciphertext, index and policy column by its name', () => {
    const { row_mac: mac, phone, birth_year } = stored();
    const { id: rowId, version: rowVersion, case_id: _, ...bound } = head;
    const fields = { ...bound, phone: phone ?? null, birth_year: birth_year ?? null };
    expect(mac).toEqual(Buffer.from(computeRowMac(key, { table: 'client', rowId, rowVersion, fields })));
  });

  it('of a root table is its own case', () => {
    const file = { id: 'case-1', version: 1 };
    const row = { ...file, ...codec.seal(key, 'file', file, { alias: 'Sen' }) };
    expect(codec.open([key], 'file', row)).toEqual({ alias: 'Sen' });
  });

  it.each<[string, StoredRow]>([
    ['another centre', { centre_id: 'centre-2' }],
    ['another version', { version: 2 }],
    ['another row', { id: 'row-2' }],
    ['another case', { case_id: 'case-2' }],
    ['a policy column changed', { open: false }],
    ['a policy column filled', { ranking: 1 }],
    ['another index', { phone_index: new Uint8Array(16) }],
    ['an index of another version', { phone_index_version: 2 }],
    ['no index', { phone_index: null }],
    ['a nulled value', { birth_year: null }],
    ['plaintext', { phone: Buffer.from('0912 345 678') }],
    ['no MAC', { row_mac: null }],
    ['another MAC', { row_mac: new Uint8Array(32) }],
  ])('with %s does not open', (_what, changes) => {
    expect(codec.open([key], 'client', stored())).toEqual(content);
    expect(() => codec.open([key], 'client', stored(changes))).toThrow(RowUnreadableError);
  });

  it('does not open with an older ciphertext of its own put back', () => {
    const old = stored();
    const next = { ...head, version: 2 };
    const now = { ...next, ...codec.seal(key, 'client', next, { ...content, birth_year: 1991 }) };
    expect(codec.open([key], 'client', now)).toMatchObject({ birth_year: 1991 });
    expect(() => codec.open([key], 'client', { ...now, birth_year: old['birth_year'] })).toThrow(RowUnreadableError);
  });

  it('without its key says which row it is, and nothing of it', () => {
    const failure = (() => {
      try {
        return codec.open([newCaseKey()], 'client', stored());
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(RowUnreadableError);
    expect(failure).toMatchObject({ code: 'ROW_UNREADABLE', table: 'client', rowId: 'row-1', caseId: 'case-1' });
    expect(JSON.stringify(failure)).not.toContain('912');
  });

  it.each(['phone', 'centre_id', 'ranking', 'phone_index', 'phone_index_version', 'version', 'id', 'case_id'])(
    'loaded without %s is refused',
    (column) => {
      expect(() => codec.open([key], 'client', stored({ [column]: undefined }))).toThrow(IncompleteRowError);
    },
  );

  it('is not sealed with a value or a bound column forgotten', () => {
    expect(() => codec.seal(key, 'client', head, { phone: null })).toThrow(FieldValueError);
    expect(() => codec.seal(key, 'client', { ...head, centre_id: undefined }, content)).toThrow(IncompleteRowError);
  });
});

describe('a column that was added later', () => {
  const email = {
    ...line,
    column: 'email',
    type: 'text',
    index: { name: 'email', normaliser: 'email', column: 'email_index', versionColumn: 'email_index_version' },
  } as const;
  const later = new RowCodec([{ ...clients, columns: [...clients.columns, { ...email, addedLater: true }] }]);
  const strict = new RowCodec([{ ...clients, columns: [...clients.columns, email] }]);
  const absent = { email: null, email_index: null, email_index_version: null };
  const given = { ...content, email: 'hoa@example.org' };
  const now = (): StoredRow => {
    const row: StoredRow = { ...head, ...later.indexes({ bytes: bik, version: 1 }, 'client', given) };
    return { ...row, ...later.seal(key, 'client', row, given) };
  };

  it('reads as null in a row sealed before it, and only there where the registry says so', () => {
    expect(later.open([key], 'client', { ...stored(), ...absent })).toEqual({ ...content, email: null });
    expect(() => strict.open([key], 'client', { ...stored(), ...absent })).toThrow(RowUnreadableError);
    expect(() => later.open([key], 'client', stored())).toThrow(IncompleteRowError);
  });

  it('is bound like any other in a row sealed since, "not told" included', () => {
    expect(later.open([key], 'client', now())).toEqual(given);
    for (const change of [absent, { email: null }, { email_index: null }, { email_index_version: 2 }])
      expect(() => later.open([key], 'client', { ...now(), ...change })).toThrow(RowUnreadableError);
    const untold = { ...head, ...later.indexes({ bytes: bik, version: 1 }, 'client', content) };
    const row = { ...untold, ...later.seal(key, 'client', untold, { ...content, email: null }) };
    expect(later.open([key], 'client', row)).toEqual({ ...content, email: null });
    expect(() => later.open([key], 'client', { ...row, ...absent })).toThrow(RowUnreadableError);
  });

  it('is bound from its first value on when it is a policy column', () => {
    const policy = [...clients.policy, 'team_id'];
    const wider = new RowCodec([{ ...clients, policy, policyAddedLater: ['team_id'] }]);
    expect(wider.open([key], 'client', { ...stored(), team_id: null })).toEqual(content);
    expect(() => wider.open([key], 'client', { ...stored(), team_id: 'team-1' })).toThrow(RowUnreadableError);
    const inTeam = { ...head, team_id: 'team-1' };
    const row = { ...inTeam, ...wider.seal(key, 'client', inTeam, content) };
    expect(wider.open([key], 'client', row)).toEqual(content);
    for (const team_id of ['team-2', null])
      expect(() => wider.open([key], 'client', { ...row, team_id })).toThrow(RowUnreadableError);
  });

  it('takes no index in a row that has no value', () => {
    const older = { ...stored(), ...absent };
    expect(later.open([key], 'client', older)).toMatchObject(content);
    for (const change of [{ email_index: now()['email_index'] }, { email_index_version: 1 }])
      expect(() => later.open([key], 'client', { ...older, ...change })).toThrow(RowUnreadableError);
  });
});

it('makes the index of every value there is, and none of a value that is null', () => {
  const made = codec.indexes({ bytes: bik, version: 3 }, 'client', content);
  expect(made).toEqual({ phone_index: head.phone_index, phone_index_version: 3 });
  const none = { phone_index: null, phone_index_version: null };
  expect(codec.indexes({ bytes: bik, version: 3 }, 'client', { ...content, phone: null })).toEqual(none);
});

describe('a row sealed anew', () => {
  const fresh = newCaseKey(2);
  const newer = { version: 2, bytes: new Uint8Array(32).fill(8) };

  it('holds the same under the other key alone, and keeps its version', () => {
    const old = stored();
    const now = { ...old, ...codec.reseal([key], 'client', old, fresh) };
    expect(codec.open([fresh], 'client', now)).toEqual(content);
    expect(() => codec.open([key], 'client', now)).toThrow(RowUnreadableError);
    expect([now['version'], now['phone_index'], now['phone_index_version']]).toEqual([1, head.phone_index, 1]);
  });

  it('takes no old ciphertext, index or MAC back', () => {
    const old = stored();
    const now = { ...old, ...codec.reseal([key], 'client', old, fresh, newer) };
    expect(codec.open([key, fresh], 'client', now)).toEqual(content);
    for (const column of ['phone', 'birth_year', 'row_mac', 'phone_index', 'phone_index_version'])
      expect(() => codec.open([key, fresh], 'client', { ...now, [column]: old[column] })).toThrow(RowUnreadableError);
  });

  it('has its indexes under the newer index key, and none where there was none', () => {
    const old = stored();
    const { phone_index, phone_index_version } = codec.reseal([key], 'client', old, key, newer);
    expect(phone_index).toEqual(codec.index(newer.bytes, 'client', 'phone', content.phone));
    expect(phone_index_version).toBe(2);
    const bare = { ...head, phone_index: null, phone_index_version: null };
    const row = { ...bare, ...codec.seal(key, 'client', bare, { ...content, phone: null }) };
    expect(codec.reseal([key], 'client', row, key, newer)).toMatchObject({
      phone_index: null,
      phone_index_version: null,
    });
  });

  it('is not made of a row that somebody changed', () => {
    expect(() => codec.reseal([key], 'client', stored({ open: false }), fresh)).toThrow(RowUnreadableError);
  });
});

it('takes an index only where the registry has one', () => {
  expect(codec.index(bik, 'client', 'phone', '+84 912 345 678')).toEqual(head.phone_index);
  expect(() => codec.index(bik, 'client', 'birth_year', '1990')).toThrow(FormatError);
});

it('gives a sealed text with its place and the key that its header names', () => {
  const text = codec.sealedText([newCaseKey(), key], 'client', stored(), 'phone');
  expect(codec.fields.openValue(text.key, text.place, text.sealed)).toBe(content.phone);
  expect(() => codec.sealedText([newCaseKey()], 'client', stored(), 'phone')).toThrow(RowUnreadableError);
});
