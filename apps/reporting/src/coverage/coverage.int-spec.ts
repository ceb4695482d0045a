import { generateKeyPairSync } from 'node:crypto';
import { coverageViewSchema, roleSchema, type CoverageView, type Role } from '@an-tam/contracts';
import {
  makeActor,
  releaseMessage,
  startReporting,
  type RunningReporting,
} from '../../../../test/support/reporting-service.js';
import { makeSignedRelease } from '../../../../test/support/signed-release.js';

const units = ['11953', '11977', '12619'];
const key = generateKeyPairSync('ed25519');
const url = '/coverage?target=HY-03&year=2026';

const first = makeSignedRelease({
  key: key.privateKey,
  units,
  counts: { '11953': { eligible: 100, reached: 80 }, '11977': { eligible: 40, reached: 30 } },
});
const second = makeSignedRelease({
  key: key.privateKey,
  units,
  counts: { '11953': { eligible: 50, reached: 40 }, '12619': { eligible: 10, reached: 10 } },
  half: 1,
  after: first,
});

describe('coverage', () => {
  let reporting: RunningReporting;
  const analyst = makeActor();

  beforeAll(async () => {
    reporting = await startReporting([{ issuer: 'core-33', province: '33', publicKey: key.publicKey }]);
  });
  afterEach(() => reporting.reset());
  afterAll(() => reporting.stop());

  const coverage = async (address = url): Promise<CoverageView> => {
    const { status, body } = await reporting.get(analyst, address);
    expect(status).toBe(200);
    return coverageViewSchema.parse(body);
  };
  const receive = async (release: typeof first, sequence: number): Promise<void> => {
    expect((await reporting.deliver(releaseMessage(release.envelope, sequence))).status).toBe(204);
  };

  it('states that nothing has been released yet, without a figure', async () => {
    const view = await coverage();
    expect(view).toMatchObject({
      target: 'HY-03',
      plan: 'hung-yen-2026-2030',
      sourceLine: 41,
      targetValue: 70,
      verdict: 'no_figure',
      percent: null,
      communes: [],
      periods: [],
      receivedAt: null,
      province: { code: '33', name: 'Tỉnh Hưng Yên', percentShown: null, eligible: { shown: '—' } },
      label: { vi: 'trong số người mạng lưới biết đến', en: 'of the people the network knows' },
    });
  });

  it('shows the figures of received releases, summed over the periods of the year', async () => {
    await receive(first, 1);
    expect(await coverage()).toMatchObject({
      percent: 78.6,
      province: { eligible: { value: 140 }, reached: { value: 110 }, percentShown: '78,6%' },
      periods: [{ period: '2026-H1' }],
    });
    await receive(second, 2);
    const view = await coverage();
    expect(view).toMatchObject({
      verdict: 'met',
      percent: 80,
      province: {
        eligible: { value: 200, shown: '200' },
        reached: { value: 160, shown: '160' },
        percentShown: '80,0%',
      },
      periods: [
        { period: '2026-H1', eligible: { value: 140 }, reached: { value: 110 }, percentShown: '78,6%' },
        { period: '2026-H2', eligible: { value: 200 }, reached: { value: 160 }, percentShown: '80,0%' },
      ],
    });
    expect(view.communes).toEqual([
      {
        code: '11953',
        name: 'Phường Phố Hiến',
        eligible: { value: 150, shown: '150' },
        reached: { value: 120, shown: '120' },
        percentShown: '80-85%',
        verdict: 'met',
      },
      {
        code: '11977',
        name: 'Xã Tân Hưng',
        eligible: { value: 40, shown: '40' },
        reached: { value: 30, shown: '30' },
        percentShown: null,
        verdict: 'no_figure',
      },
      {
        code: '12619',
        name: 'Xã Diên Hà',
        eligible: { value: 10, shown: '10' },
        reached: { value: 10, shown: '10' },
        percentShown: null,
        verdict: 'no_figure',
      },
    ]);
    expect(view.receivedAt).toMatch(/Z$/);
  });

  it('gives the duty of each commune no verdict for the province', async () => {
    await receive(first, 1);
    const view = await coverage('/coverage?target=HY-03C&year=2026');
    expect(view.verdict).toBe('no_figure');
    expect(view.communes[0]).toMatchObject({ code: '11953', verdict: 'met' });
  });

  it('keeps years apart', async () => {
    await receive(first, 1);
    expect((await coverage()).percent).toBe(78.6);
    expect(await coverage('/coverage?target=HY-03&year=2027')).toMatchObject({ verdict: 'no_figure', communes: [] });
  });

  it('leaves an audit entry for each read and each denial', async () => {
    await coverage();
    const stranger = makeActor({ roles: ['reporting_officer'], organisationKind: 'reporting_unit' });
    await reporting.get(stranger, url);
    await reporting.get(analyst, '/coverage?target=HN-03&year=2026');
    const rows = await reporting.rows(
      `SELECT account_id, action, record_id, outcome, reason FROM audit_entry WHERE resource = 'Coverage' ORDER BY at`,
    );
    const entry = { action: 'read', record_id: null };
    expect(rows).toEqual([
      { ...entry, account_id: analyst.accountId, record_id: 'HY-03/2026', outcome: 'done', reason: null },
      { ...entry, account_id: stranger.accountId, outcome: 'denied', reason: 'forbidden' },
      { ...entry, account_id: analyst.accountId, outcome: 'denied', reason: 'not_visible' },
    ]);
  });

  it('shows another province nothing, as if the target did not exist', async () => {
    await receive(first, 1);
    expect((await coverage()).percent).toBe(78.6);
    const elsewhere = makeActor({ provinceCode: '01' });
    const foreign = await reporting.get(elsewhere, url);
    const missing = await reporting.get(elsewhere, '/coverage?target=XX-99&year=2026');
    const unmeasured = await reporting.get(analyst, '/coverage?target=HY-01&year=2026');
    for (const answer of [foreign, missing, unmeasured]) expect(answer.status).toBe(404);
    const tells = ({ body }: typeof foreign) => ({ ...body, requestId: '' });
    expect(tells(foreign)).toEqual(tells(missing));
    expect(tells(foreign)).toMatchObject({ code: 'TARGET_NOT_FOUND' });
    expect((await reporting.get(elsewhere, '/coverage?target=HN-03&year=2026')).body).toMatchObject({ communes: [] });
  });

  it('is for the provincial analyst alone', async () => {
    await receive(first, 1);
    expect((await coverage()).percent).toBe(78.6);
    const others = roleSchema.options.filter((role) => role !== 'provincial_analyst');
    for (const role of others) {
      const answer = await reporting.get(makeActor({ roles: [role] }), url);
      expect([role, answer.status, Object.keys(answer.body).includes('communes')]).toEqual([role, 403, false]);
    }
    const enforcement = makeActor({ roles: ['reporting_officer'], organisationKind: 'enforcement_body' });
    expect((await reporting.get(enforcement, url)).status).toBe(403);
    expect((await reporting.app.inject({ method: 'GET', url })).statusCode).toBe(401);
  });

  it('names the field of a bad request', async () => {
    const { status, body } = await reporting.get(analyst, '/coverage?target=HY-03&year=soon');
    expect([status, body['code'], (body['errors'] as { field: string }[])[0]?.field]).toEqual([
      400,
      'INVALID_INPUT',
      'year',
    ]);
  });

  describe('in the database itself', () => {
    const readAs = async (roles: string, province: string): Promise<number> => {
      const settings = { 'app.roles': roles, 'app.province_code': province };
      return (await reporting.rowsAsApp('SELECT 1 FROM release', settings)).length;
    };

    it('shows releases to the analyst of the province alone', async () => {
      await receive(first, 1);
      expect(await readAs('provincial_analyst', '33')).toBe(1);
      expect(await readAs('provincial_analyst', '01')).toBe(0);
      expect(await readAs('provincial_analyst', '')).toBe(0);
      for (const role of ['reporting_officer', 'dpo', 'administrator', 'supervisor'] satisfies Role[])
        expect([role, await readAs(role, '33')]).toEqual([role, 0]);
      expect(await readAs('', '')).toBe(0);
    });

    it('lets nobody change or remove a release', async () => {
      await receive(first, 1);
      for (const change of [`UPDATE release SET document = '{}'`, 'DELETE FROM release'])
        await expect(reporting.rowsAsApp(change)).rejects.toThrow('permission denied');
    });
  });
});
