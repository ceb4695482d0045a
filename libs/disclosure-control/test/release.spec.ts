import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  assertFollows,
  AuditGateError,
  buildRelease,
  canonicalJson,
  coverageFigures,
  InvalidReleaseError,
  planPeriods,
  RELEASE_SCHEMA,
  type Release,
  releaseHash,
  type ReleaseInput,
  releaseKeyId,
  ReleaseRefusedError,
  signRelease,
  verifyRelease,
} from '@an-tam/disclosure-control';
import { closePeriods, type SyntheticPerson, unitCodes } from './random-province.js';

const units = unitCodes(5);
const people = Array.from({ length: 40 }, (_, at): SyntheticPerson => ({
  id: `record-${at}`,
  unit: units[at % 5] ?? '',
  periods: [0, 0, at % 2, 3],
}));
const closed = closePeriods(units, people, 2);

function releaseInput(sequence: number, previousHash: string | null, more: Partial<ReleaseInput> = {}): ReleaseInput {
  const period = planPeriods(2026, 'half_year', 14)[sequence - 1];
  const close = closed[sequence - 1];
  if (!period || !close) throw new Error('no such period');
  return {
    issuer: 'hung-yen-core',
    province: '33',
    plan: 'hung-yen-2026-2030',
    sequence,
    previousHash,
    period,
    closedOn: period.to,
    geography: '19/2025/QD-TTg',
    thresholds: { base: 5, commune_percent_min_denominator: 50 },
    definitions: {
      reached: 'delivered_service_after_eligibility',
      and: 'any',
      kinds: ['harm_reduction', 'reintegration'],
    },
    result: close.result,
    coverage: coverageFigures(close.result, '33', 'reached', 'eligible'),
    audit: close.audit,
    ...more,
  };
}

const keys = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const trust = (publicKey: KeyObject, issuer = 'hung-yen-core', province = '33') => ({ publicKey, issuer, province });
const trusted = [trust(keys.publicKey)];
const first = buildRelease(releaseInput(1, null));
const envelope = signRelease(first, keys.privateKey);
const overTheWire = (sent: unknown): unknown => JSON.parse(JSON.stringify(sent));
const reasonOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ReleaseRefusedError) return error.reason;
    throw error;
  }
  return 'accepted';
};
const verdictOnEnvelope = (sent: unknown): string => reasonOf(() => verifyRelease(overTheWire(sent), trusted));

describe('building a release', () => {
  it('carries nothing of the sealed state', () => {
    expect(canonicalJson(closed[0]?.result.state)).toContain('fraction');
    expect(canonicalJson(first)).not.toMatch(/fraction|"state"|record-/);
  });

  it('refuses without a passed audit', () => {
    const failed = { id: 'ties', title: 't', passed: false, detail: 'd' };
    expect(() => buildRelease(releaseInput(1, null, { audit: { passed: false, checks: [failed] } }))).toThrow(
      AuditGateError,
    );
    expect(() => buildRelease(releaseInput(1, null, { audit: { passed: true, checks: [failed] } }))).toThrow(
      AuditGateError,
    );
    expect(() => buildRelease(releaseInput(1, null, { audit: { passed: true, checks: [] } }))).toThrow(AuditGateError);
  });

  it('refuses what does not fit the schema', () => {
    expect(() => buildRelease(releaseInput(1, null, { province: 'Hưng Yên' }))).toThrow(InvalidReleaseError);
    expect(() => buildRelease(releaseInput(1, 'not a hash'))).toThrow(/previousHash/);
  });

  it('publishes its schema', () => {
    const file = readFileSync(join(__dirname, '../release.schema.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(RELEASE_SCHEMA)));
  });
});

describe('verifying an envelope', () => {
  it('accepts it as sent, with the hash that names it', () => {
    const verified = verifyRelease(overTheWire(envelope), trusted);
    expect(verified).toEqual({ release: first, hash: releaseHash(first) });
  });

  it('accepts raw keys', () => {
    const seed = keys.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
    const raw = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(signRelease(first, seed)).toEqual(envelope);
    expect(
      verifyRelease(envelope, [{ ...trusted[0], publicKey: raw, issuer: 'hung-yen-core', province: '33' }]).release,
    ).toEqual(first);
    expect(releaseKeyId(raw)).toBe(envelope.keyId);
  });

  it.each<[string, unknown, string]>([
    ['no signature', { release: first, algorithm: 'Ed25519', keyId: envelope.keyId }, 'unsigned'],
    ['an empty signature', { ...envelope, signature: '' }, 'unsigned'],
    ['a short signature', { ...envelope, signature: 'AAAA' }, 'malformed'],
    ['another algorithm', { ...envelope, algorithm: 'none' }, 'malformed'],
    ['an extra member', { ...envelope, note: 1 }, 'malformed'],
    ['no object', 'release', 'malformed'],
    ['a stranger', signRelease(first, stranger.privateKey), 'unknown-key'],
    [
      'a stranger under a trusted name',
      { ...signRelease(first, stranger.privateKey), keyId: envelope.keyId },
      'altered',
    ],
    ['another sequence', { ...envelope, release: { ...first, sequence: 2 } }, 'altered'],
    ['an added member', { ...envelope, release: { ...first, more: true } }, 'altered'],
    ['a release without tables, signed', signRelease({ ...first, tables: [] }, keys.privateKey), 'malformed'],
    ['another province, signed', signRelease({ ...first, province: '01' }, keys.privateKey), 'foreign'],
    ['another issuer, signed', signRelease({ ...first, issuer: 'ha-noi-core' }, keys.privateKey), 'foreign'],
  ])('refuses %s', (_, sent, reason) => {
    expect(verdictOnEnvelope(envelope)).toBe('accepted');
    expect(verdictOnEnvelope(sent)).toBe(reason);
  });

  it('refuses a signature made over the bare JSON, for another use of the key', () => {
    const bare = sign(null, Buffer.from(canonicalJson(first)), keys.privateKey).toString('base64url');
    expect(verdictOnEnvelope({ ...envelope, signature: bare })).toBe('altered');
  });

  it('refuses every change of one published number', () => {
    const cells = first.tables[0]?.cells ?? [];
    cells.forEach((_, at) => {
      const altered = JSON.parse(JSON.stringify(envelope)) as { release: { tables: { cells: { value: number }[] }[] } };
      const cell = altered.release.tables[0]?.cells[at];
      if (cell) cell.value += 5;
      expect(verdictOnEnvelope(altered)).toBe('altered');
    });
  });

  it('refuses every flipped bit of the signature', () => {
    fc.assert(
      fc.property(fc.nat({ max: 511 }), (bit) => {
        const bytes = Buffer.from(envelope.signature, 'base64url');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verdictOnEnvelope({ ...envelope, signature: bytes.toString('base64url') })).toBe('altered');
      }),
    );
  });

  it('refuses a signed release with a number off the lattice', () => {
    const off = JSON.parse(JSON.stringify(first)) as Release & { tables: { cells: { value: number }[] }[] };
    const cell = off.tables[0]?.cells[0];
    if (cell) cell.value += 1;
    expect(verdictOnEnvelope(signRelease(off, keys.privateKey))).toBe('malformed');
  });
});

describe('order of releases', () => {
  const second = buildRelease(releaseInput(2, releaseHash(first)));
  const verified = (release: Release) => verifyRelease(signRelease(release, keys.privateKey), trusted);
  const last = { sequence: 1, hash: releaseHash(first) };

  it('takes the first, then the one that names it', () => {
    expect(reasonOf(() => assertFollows(verified(first), null))).toBe('accepted');
    expect(reasonOf(() => assertFollows(verified(second), last))).toBe('accepted');
  });

  it('refuses a replay, a gap and another past', () => {
    expect(reasonOf(() => assertFollows(verified(first), last))).toBe('replayed');
    expect(reasonOf(() => assertFollows(verified(second), null))).toBe('out-of-order');
    const gap = { ...second, sequence: 3 };
    expect(reasonOf(() => assertFollows(verified(gap), last))).toBe('out-of-order');
    const otherPast = { ...second, previousHash: 'ab'.repeat(32) };
    expect(reasonOf(() => assertFollows(verified(otherPast), last))).toBe('out-of-order');
    const newFirst = { ...first, closedOn: '2026-06-15' };
    expect(reasonOf(() => assertFollows(verified(newFirst), last))).toBe('replayed');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of members and survives a round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const clean = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(JSON.parse(canonicalJson(clean)))).toBe(canonicalJson(clean));
      }),
    );
    expect(canonicalJson({ b: 1, a: { d: [2], c: 'ư' } })).toBe('{"a":{"c":"ư","d":[2]},"b":1}');
    expect(canonicalJson({ a: { c: 'ư', d: [2] }, b: 1 })).toBe('{"a":{"c":"ư","d":[2]},"b":1}');
  });

  it('sorts by UTF-16 code units and writes numbers as RFC 8785 does', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\u{1F600}': 4, '\ufb33': 5 })).toBe(
      '{"\\r":2,"1":3,"\u20ac":1,"\u{1F600}":4,"\ufb33":5}',
    );
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });

  it.each([[undefined], [Number.NaN], [Infinity], [-0], ['\ud800'], [new Date(0)], [{ a: undefined }], [() => 1]])(
    'refuses %p',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(InvalidReleaseError);
    },
  );
});
