import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { releaseHash, signRelease, type TrustedKey } from '@an-tam/disclosure-control';
import {
  makeActor,
  releaseMessage,
  startReporting,
  type RunningReporting,
} from '../../../../test/support/reporting-service.js';
import { makeSignedRelease } from '../../../../test/support/signed-release.js';

const units = ['11953', '11977', '12619'];
const key = generateKeyPairSync('ed25519');
const haNoiKey = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const trust = (province: string, publicKey: KeyObject): TrustedKey => ({
  issuer: `core-${province}`,
  province,
  publicKey,
});

const first = makeSignedRelease({ key: key.privateKey, units, counts: { '11953': { eligible: 100, reached: 80 } } });
const second = makeSignedRelease({
  key: key.privateKey,
  units,
  counts: { '11977': { eligible: 50, reached: 20 } },
  half: 1,
  after: first,
});

describe('receiving a signed release', () => {
  let reporting: RunningReporting;

  beforeAll(async () => {
    reporting = await startReporting([trust('33', key.publicKey), trust('01', haNoiKey.publicKey)]);
  });
  afterEach(() => reporting.reset());
  afterAll(() => reporting.stop());

  const stored = () => reporting.rows('SELECT sequence, hash, document FROM release ORDER BY sequence');
  const received = () => reporting.rows('SELECT id FROM inbox_message');
  const entries = () =>
    reporting.rows(`SELECT outcome, reason, system, record_id FROM audit_entry WHERE resource = 'Release' ORDER BY at`);

  async function expectRefused(
    message: ReturnType<typeof releaseMessage>,
    status: number,
    code: string,
    recordId: string,
  ): Promise<void> {
    const before = [await stored(), await received(), await entries()];
    const answer = await reporting.deliver(message);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await stored()).toEqual(before[0]);
    expect(await received()).toEqual(before[1]);
    expect((await entries()).slice(before[2]?.length)).toEqual([
      { outcome: 'denied', reason: code.toLowerCase(), system: 'intake', record_id: recordId },
    ]);
  }

  it('stores the canonical document with an audit entry and acknowledges', async () => {
    expect((await reporting.deliver(releaseMessage(first.envelope, 1))).status).toBe(204);
    expect((await reporting.deliver(releaseMessage(second.envelope, 2))).status).toBe(204);
    const rows = await stored();
    expect(rows.map((row) => [row['sequence'], row['hash']])).toEqual([
      [1, releaseHash(first.release)],
      [2, releaseHash(second.release)],
    ]);
    expect(JSON.parse(String(rows[0]?.['document']))).toEqual(first.release);
    expect(await entries()).toEqual([
      { outcome: 'done', reason: null, system: 'intake', record_id: '33/hung-yen-2026-2030/1' },
      { outcome: 'done', reason: null, system: 'intake', record_id: '33/hung-yen-2026-2030/2' },
    ]);
  });

  it('gives a repeated message one effect and acknowledges it again', async () => {
    const message = releaseMessage(first.envelope, 1);
    expect((await reporting.deliver(message)).status).toBe(204);
    expect((await reporting.deliver(message)).status).toBe(204);
    expect(await stored()).toHaveLength(1);
    expect(await entries()).toHaveLength(1);
  });

  describe('refuses, leaving nothing but an audit entry,', () => {
    const unverified = (message: { id: string }) => `unverified/${message.id}`;

    it('one without a signature', async () => {
      const { release, algorithm, keyId } = first.envelope;
      const message = releaseMessage({ release, algorithm, keyId }, 1);
      await expectRefused(message, 400, 'RELEASE_UNSIGNED', unverified(message));
    });

    it('one with a single figure altered', async () => {
      const altered = structuredClone(first.envelope);
      const cell = altered.release.tables[0]?.cells[0] as { value: number };
      cell.value += 5;
      const message = releaseMessage(altered, 1);
      await expectRefused(message, 400, 'RELEASE_ALTERED', unverified(message));
    });

    it('one with a single character of the signature altered', async () => {
      const { signature } = first.envelope;
      const message = releaseMessage(
        { ...first.envelope, signature: `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}` },
        1,
      );
      await expectRefused(message, 400, 'RELEASE_ALTERED', unverified(message));
    });

    it('one signed by a key nobody trusts', async () => {
      const message = releaseMessage(signRelease(first.release, stranger.privateKey), 1);
      await expectRefused(message, 400, 'RELEASE_UNKNOWN_KEY', unverified(message));
    });

    it("one signed by another province's key", async () => {
      const message = releaseMessage(signRelease(first.release, haNoiKey.privateKey), 1);
      await expectRefused(message, 400, 'RELEASE_FOREIGN', unverified(message));
    });

    it("one for another province's plan", async () => {
      const { envelope } = makeSignedRelease({
        key: haNoiKey.privateKey,
        province: '01',
        units: ['00070'],
        counts: {},
      });
      await expectRefused(releaseMessage(envelope, 1), 400, 'RELEASE_FOREIGN', '01/hung-yen-2026-2030/1');
    });

    it('one for a plan that is not configured', async () => {
      const { envelope } = makeSignedRelease({ key: key.privateKey, plan: 'no-such-plan', units, counts: {} });
      await expectRefused(releaseMessage(envelope, 1), 400, 'RELEASE_MALFORMED', '33/no-such-plan/1');
    });

    it('one outside the years of its plan', async () => {
      const { envelope } = makeSignedRelease({ key: key.privateKey, planYear: 2031, units, counts: {} });
      await expectRefused(releaseMessage(envelope, 1), 400, 'RELEASE_MALFORMED', '33/hung-yen-2026-2030/1');
    });

    it('a message that holds no release', async () => {
      const message = { ...releaseMessage(null, 1), payload: { other: true } };
      await expectRefused(message, 400, 'RELEASE_MALFORMED', unverified(message));
    });

    it('one taken before, sent again under a new message', async () => {
      await reporting.deliver(releaseMessage(first.envelope, 1));
      await expectRefused(releaseMessage(first.envelope, 2), 400, 'RELEASE_REPLAYED', '33/hung-yen-2026-2030/1');
    });

    it('another release under a number taken before', async () => {
      await reporting.deliver(releaseMessage(first.envelope, 1));
      const other = makeSignedRelease({
        key: key.privateKey,
        units,
        counts: { '12619': { eligible: 60, reached: 60 } },
      });
      await expectRefused(releaseMessage(other.envelope, 2), 400, 'RELEASE_REPLAYED', '33/hung-yen-2026-2030/1');
    });

    it('a second release of a closed period', async () => {
      await reporting.deliver(releaseMessage(first.envelope, 1));
      const again = makeSignedRelease({
        key: key.privateKey,
        units,
        counts: {},
        sequence: 2,
        previousHash: releaseHash(first.release),
      });
      await expectRefused(releaseMessage(again.envelope, 2), 400, 'RELEASE_REPLAYED', '33/hung-yen-2026-2030/2');
    });

    it('one that arrives before the release it follows, and takes it after', async () => {
      await expectRefused(releaseMessage(second.envelope, 1), 409, 'RELEASE_OUT_OF_ORDER', '33/hung-yen-2026-2030/2');
      expect((await reporting.deliver(releaseMessage(first.envelope, 1))).status).toBe(204);
      expect((await reporting.deliver(releaseMessage(second.envelope, 2))).status).toBe(204);
    });

    it('one that names another predecessor', async () => {
      await reporting.deliver(releaseMessage(first.envelope, 1));
      const forked = makeSignedRelease({
        key: key.privateKey,
        units,
        counts: {},
        half: 1,
        after: first,
        previousHash: 'f'.repeat(64),
      });
      await expectRefused(releaseMessage(forked.envelope, 2), 400, 'RELEASE_CHAIN_BROKEN', '33/hung-yen-2026-2030/2');
    });

    it('a message that leaves a gap', async () => {
      const message = releaseMessage(first.envelope, 2);
      await expectRefused(message, 409, 'MESSAGE_OUT_OF_ORDER', unverified(message));
    });
  });

  it('takes messages from intake alone, and no other topic', async () => {
    expect((await reporting.deliver(releaseMessage(first.envelope, 1))).status).toBe(204);
    expect((await reporting.deliver(releaseMessage(second.envelope, 2), 'referral')).status).toBe(401);
    const other = { ...releaseMessage(second.envelope, 2), topic: 'referral-changed.v1' };
    const answer = await reporting.deliver(other);
    expect([answer.status, answer.body['code']]).toEqual([400, 'UNKNOWN_TOPIC']);
    expect(await stored()).toHaveLength(1);
  });

  it('shows what was refused to the data-protection officer of the province', async () => {
    const dpo = makeActor({ roles: ['dpo'], organisationKind: 'core_host' });
    await reporting.deliver(releaseMessage(first.envelope, 1));
    await reporting.deliver(releaseMessage(first.envelope, 2));
    const seen = async (actor: typeof dpo) => {
      const { status, body } = await reporting.get(actor, '/audit-entries');
      expect(status).toBe(200);
      return (body['entries'] as { resource: string; outcome: string; recordId: string }[])
        .filter((entry) => entry.resource === 'Release')
        .map((entry) => [entry.outcome, entry.recordId]);
    };
    expect(await seen(dpo)).toEqual([
      ['denied', '33/hung-yen-2026-2030/1'],
      ['done', '33/hung-yen-2026-2030/1'],
    ]);
    expect(await seen({ ...dpo, accountId: randomUUID(), organisationId: randomUUID(), provinceCode: '01' })).toEqual(
      [],
    );
  });
});
