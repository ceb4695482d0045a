import type { Actor, ReleaseList, ReleaseView } from '@an-tam/contracts';
import { EVENTS, verifyRelease, type Release, type ReleaseEnvelope } from '@an-tam/disclosure-control';
import type { Kms } from '@an-tam/field-encryption';
import { Outbox, OutboxDispatcher } from '@an-tam/outbox';
import { randomUUID } from 'node:crypto';
import { refer, serve, tell, type CountedStory } from '../../../../test/support/counted-caseload.js';
import { queryRows } from '../../../../test/support/database.js';
import { makeStaff, startIntake, type RunningIntake } from '../../../../test/support/intake-service.js';
import { KEY_STORE } from '../case-keys/index.js';
import { unpackState } from './release-state.js';
import { StatisticsKeys } from './statistics-keys.service.js';

const plan = 'hung-yen-2026-2030';
const core = { organisationKind: 'core_host', organisationId: randomUUID() } as const;
const officer = makeStaff({ ...core, roles: ['release_officer'] });
const dpo = makeStaff({ ...core, roles: ['dpo'] });
const analyst = makeStaff({ organisationKind: 'health_department', roles: ['provincial_analyst'] });
const centres = [makeStaff(), makeStaff()] as const;
const centreDpo = makeStaff({ organisationId: centres[0].organisationId, roles: ['dpo'] });

/** 60 people: most in one commune, ten of them known from the second half of the year on. */
const stories: readonly CountedStory[] = Array.from({ length: 60 }, (_, i) => ({
  worker: centres[i % 2 === 0 ? 0 : 1],
  commune: i % 60 < 40 ? '11980' : i < 55 ? '11983' : '12532',
  ...(i !== 13 && { birthYear: i === 17 ? 2009 : 1980 + (i % 20) }),
  ...(i === 1 && { phone: '0901 234 567' }),
  countable: i % 10 !== 9,
  screenedOn: i % 6 === 5 ? '2026-08-03' : '2026-03-02',
  wantsSupport: i % 7 !== 0,
  ...(i % 3 === 0 && { servedOn: i % 6 === 5 ? '2026-09-01' : '2026-04-06' }),
}));

describe('releases', () => {
  let intake: RunningIntake;
  let caseIds: string[];
  let h1 = '';

  const draft = (actor: Actor, period: string, of = plan) => intake.post(actor, '/releases', { plan: of, period });
  const approve = (actor: Actor, id: string) => intake.post(actor, `/releases/${id}/approvals`, {});
  const list = async (actor: Actor) => (await intake.get(actor, '/releases')).body as unknown as ReleaseList;
  const entries = (action: string) =>
    intake.rows(
      `SELECT account_id, system, organisation_id, record_id, outcome, reason FROM audit_entry
        WHERE action = '${action}' AND (resource = 'Release' OR system = 'statistics') ORDER BY at`,
    );

  beforeAll(async () => {
    intake = await startIntake({ today: '2026-12-15' });
    caseIds = [];
    for (const story of stories) caseIds.push(await tell(intake, story));
    // Person 1 is known to the other centre too, which met her elsewhere and helped her.
    const known = { ...stories[1], worker: centres[0], commune: '12532', phone: '+84 901234567' };
    await tell(intake, { ...known, servedOn: '2026-05-04' } as CountedStory);
    await (
      await refer(intake, centres[0], caseIds[2] ?? '')
    )('2026-05-20');
  }, 120_000);
  afterAll(() => intake.stop());

  /** By hand: who was in need, eligible, reached and used by the end of a period, apart from how the product counts. */
  function byHand(to: string, late: { served?: number[]; used?: number[] } = {}): Record<string, number> {
    const people = stories
      .map((story, i) => ({ story, i }))
      .filter(({ story, i }) => story.countable && i !== 13 && i !== 17 && story.screenedOn <= to);
    const served = ({ story, i }: (typeof people)[number]) =>
      (story.servedOn !== undefined && story.servedOn <= to) || i === 1 || late.served?.includes(i) === true;
    const used = ({ i }: (typeof people)[number]) => i === 2 || late.used?.includes(i) === true;
    const eligible = people.filter(({ story }) => story.wantsSupport);
    return {
      in_need: people.length,
      eligible: eligible.length,
      reached: eligible.filter((one) => served(one) || used(one)).length,
      used: eligible.filter(used).length,
    };
  }

  async function trueCounts(id: string): Promise<Record<string, number>> {
    const [row] = await intake.rows(`SELECT sealed_state FROM release WHERE id = '${id}'`);
    const opened = await intake.app
      .get(StatisticsKeys, { strict: false })
      .openState('33', id, row?.['sealed_state'] as Buffer);
    const cells = unpackState(opened).rounding.find(({ table }) => table === 'coverage')?.cells ?? [];
    const sum = (event: string) => cells.reduce((n, c) => n + (c.codes['event'] === event ? c.count : 0), 0);
    return Object.fromEntries(EVENTS.map((event) => [event, sum(event)]));
  }

  function published({ figures }: ReleaseView): Record<string, number> {
    const table = (figures as Release).tables.find(({ id }) => id === 'coverage');
    const cells = table?.margins.find(({ id }) => id === 'province')?.cells ?? [];
    return Object.fromEntries(cells.map(({ codes, value }) => [codes['event'] ?? '', value] as const));
  }

  function expectRounded(view: ReleaseView, truth: Record<string, number>): void {
    for (const [event, value] of Object.entries(published(view))) {
      expect(value % 5).toBe(0);
      expect([event, Math.abs(value - (truth[event] ?? Number.NaN)) < 5]).toEqual([event, true]);
    }
  }

  /** Both approvals and the push. @returns the envelope that reporting got */
  async function signAndPush(id: string): Promise<ReleaseEnvelope> {
    expect((await approve(officer, id)).body).toMatchObject({ state: 'audited', approvals: ['release_officer'] });
    expect((await approve(dpo, id)).body).toMatchObject({ state: 'signed' });
    expect(await intake.app.get(OutboxDispatcher).settled('reporting', `33/${plan}`, 10_000)).toBe(true);
    return (intake.province.taken.at(-1)?.payload as { release: ReleaseEnvelope }).release;
  }

  it('refuses what cannot be closed, and people who may not close', async () => {
    expect((await list(officer)).closable).toMatchObject([
      { plan, period: '2026-H1' },
      { plan, period: '2026-H2' },
    ]);
    const codes = async (actor: Actor, period: string, of?: string) => {
      const { status, body } = await draft(actor, period, of);
      return [status, body['code'], (body['errors'] as { field: string }[] | undefined)?.map(({ field }) => field)];
    };
    expect(await codes(officer, '2027-H1')).toEqual([409, 'PERIOD_NOT_ENDED', undefined]);
    expect(await codes(officer, '2026-H2')).toEqual([409, 'EARLIER_PERIOD_OPEN', undefined]);
    expect(await codes(officer, '2026-Q1')).toEqual([400, 'INVALID_INPUT', ['period']]);
    expect(await codes(officer, '2026-H1', 'ha-noi-2026-2030')).toEqual([400, 'INVALID_INPUT', ['plan']]);
    expect(await codes(officer, 'H1')).toEqual([400, 'INVALID_INPUT', ['period']]);
    expect(await codes(dpo, '2026-H1')).toEqual([403, 'FORBIDDEN', undefined]);
    expect(await codes(analyst, '2026-H1')).toEqual([403, 'FORBIDDEN', undefined]);
    const elsewhere = makeStaff({ roles: ['release_officer'] });
    expect(await codes(elsewhere, '2026-H1')).toEqual([404, 'NOT_FOUND', undefined]);
    expect(await intake.rows('SELECT count(*)::int AS n FROM release')).toEqual([{ n: 0 }]);
  });

  it('counts each person once over both centres and publishes rounded figures alone', async () => {
    const { status, body } = await draft(officer, '2026-H1');
    const view = body as unknown as ReleaseView;
    expect([status, view.state, view.approvals]).toEqual([201, 'audited', []]);
    expect(view.gate.length).toBeGreaterThan(5);
    expect(view.gate.every(({ passed }) => passed)).toBe(true);
    h1 = view.id;
    const truth = byHand('2026-06-14');
    expect(await trueCounts(h1)).toEqual(truth);
    expect(truth['in_need']).toBeGreaterThan(30);
    expectRounded(view, truth);
    expect((view.figures as Release).tables.map(({ id }) => id)).toEqual(['coverage', 'left_out', 'linkage']);
    expect((await draft(officer, '2026-H1')).body).toMatchObject({ code: 'PERIOD_ALREADY_CLOSED' });
    expect(await intake.rows('SELECT count(*)::int AS n FROM case_count')).toEqual([{ n: 0 }]);
  });

  it('is seen and approved by the host of the core alone', async () => {
    expect((await list(officer)).releases.map(({ id }) => id)).toEqual([h1]);
    expect((await list(dpo)).releases.map(({ id }) => id)).toEqual([h1]);
    expect(await list(centreDpo)).toEqual({ releases: [], closable: [] });
    expect((await intake.get(analyst, '/releases')).status).toBe(403);
    const refused = await approve(centreDpo, h1);
    const absent = await approve(centreDpo, randomUUID());
    expect([refused.status, refused.body['code']]).toEqual([404, 'NOT_FOUND']);
    expect({ ...refused.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    expect((await approve(analyst, h1)).status).toBe(403);
  });

  it('is signed when two people in two roles agree, and arrives as it was audited', async () => {
    const envelope = await (async () => {
      expect((await approve(officer, h1)).status).toBe(201);
      for (const again of [officer, makeStaff({ ...core, roles: ['release_officer'] })])
        expect((await approve(again, h1)).body).toMatchObject({ status: 409, code: 'ALREADY_APPROVED' });
      const both = { ...officer, roles: ['release_officer', 'dpo'] } as Actor;
      expect((await approve(both, h1)).body).toMatchObject({ code: 'ALREADY_APPROVED' });
      expect((await list(officer)).releases[0]).toMatchObject({ state: 'audited', approvals: ['release_officer'] });
      // A failure after the counts were written leaves nothing signed and nothing sent; approving again mends it.
      jest.spyOn(intake.app.get(Outbox), 'append').mockRejectedValueOnce(new Error('no room'));
      expect((await approve(dpo, h1)).status).toBe(500);
      expect((await list(officer)).releases[0]).toMatchObject({ state: 'audited', approvals: ['release_officer'] });
      expect(intake.province.taken).toEqual([]);
      expect((await approve(dpo, h1)).body).toMatchObject({ state: 'signed', approvals: ['release_officer', 'dpo'] });
      expect(await intake.app.get(OutboxDispatcher).settled('reporting', `33/${plan}`, 10_000)).toBe(true);
      return (intake.province.taken[0]?.payload as { release: ReleaseEnvelope }).release;
    })();
    const { publicKey } = await intake.app.get<Kms>(KEY_STORE, { strict: false }).signingKey('release/33');
    const trusted = { issuer: 'core-33', province: '33', publicKey };
    const [shown] = (await list(officer)).releases;
    expect(verifyRelease(envelope, [trusted]).release).toEqual(shown?.figures);
    expect(shown?.state).toBe('acknowledged');
    expect((await approve(dpo, h1)).body).toMatchObject({ code: 'WRONG_STATE', details: { allowed: ['audited'] } });
    expect(JSON.stringify(envelope)).not.toMatch(/sealed|fraction|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('keeps, sealed with each case, what was counted; only the counting job reads it', async () => {
    const truth = byHand('2026-06-14');
    // One more row than people: the second file of the one person known to both centres.
    const [{ n } = {}] = await intake.rows('SELECT count(*)::int AS n FROM case_count');
    expect(n).toBe((truth['in_need'] ?? 0) + 1);
    const settings = { 'app.roles': 'dpo', 'app.organisation_id': core.organisationId };
    expect(await intake.rowsAsApp('SELECT 1 FROM case_count', settings)).toEqual([]);
    const statistics = intake.database.url('intake_statistics');
    expect(await queryRows(statistics, 'SELECT count(*)::int AS n FROM case_file')).toEqual([{ n: 61 }]);
    for (const sql of [
      `UPDATE case_file SET status = 'closed'`,
      'DELETE FROM case_count',
      'SELECT 1 FROM release',
      'SELECT 1 FROM audit_entry',
    ])
      await expect(queryRows(statistics, sql)).rejects.toThrow(/permission denied/);
  });

  it('counts late entries in the next period and publishes nothing below what was published', async () => {
    const served = stories.findIndex((s, i) => s.countable && s.wantsSupport && i % 3 === 1 && i > 20 && i % 6 !== 5);
    const used = stories.findIndex((s, i) => s.countable && s.wantsSupport && i % 6 === 4 && i % 2 === 0 && i > 30);
    await serve(intake, stories[served]?.worker as Actor, caseIds[served] ?? '', '2026-05-06');
    await (
      await refer(intake, centres[0], caseIds[used] ?? '')
    )('2026-06-01');
    const before = (await list(officer)).releases.find(({ id }) => id === h1) as ReleaseView;
    const both = await Promise.all([draft(officer, '2026-H2'), draft(officer, '2026-H2')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const view = both.find(({ status }) => status === 201)?.body as unknown as ReleaseView;
    expect([view.state, view.sequence]).toEqual(['audited', 2]);
    const truth = byHand('2026-12-14', { served: [served], used: [used] });
    expect(await trueCounts(view.id)).toEqual(truth);
    expect(truth['used']).toBe(2);
    expectRounded(view, truth);
    for (const [event, value] of Object.entries(published(before)))
      expect(published(view)[event]).toBeGreaterThanOrEqual(value);
    const { release } = await signAndPush(view.id);
    expect(release).toMatchObject({ sequence: 2, previousHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(intake.province.taken.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('leaves an entry of every step, and of the keys used in the log of each centre', async () => {
    const created = await entries('create');
    expect(created.filter(({ outcome }) => outcome === 'done')).toHaveLength(2);
    expect(created.find(({ record_id: id }) => id === h1)).toMatchObject({ account_id: officer.accountId });
    expect(created.filter(({ reason }) => reason === 'forbidden')).toHaveLength(2);
    expect(created.filter(({ reason }) => reason === 'not_visible')).toHaveLength(1);
    const approvals = await entries('approve');
    expect(approvals.filter(({ outcome }) => outcome === 'done').map((entry) => entry['account_id'])).toEqual([
      ...[officer.accountId, dpo.accountId, officer.accountId, dpo.accountId],
    ]);
    for (const [reason, n] of [
      ['not_visible', 2],
      ['wrong_state', 4],
      ['forbidden', 1],
    ] as const)
      expect([reason, approvals.filter((entry) => entry['reason'] === reason).length]).toEqual([reason, n]);
    expect(await entries('sign')).toHaveLength(2);
    expect((await entries('list')).length).toBeGreaterThan(4);
    const uses = await entries('key-use');
    expect(new Set(uses.map((entry) => entry['organisation_id']))).toEqual(
      new Set(centres.map(({ organisationId }) => organisationId)),
    );
    expect(uses.every(({ system, account_id: account }) => system === 'statistics' && account === null)).toBe(true);
    const seen = (await intake.get(centreDpo, '/audit-entries')).body['entries'] as Record<string, unknown>[];
    expect(seen).toContainEqual(expect.objectContaining({ system: 'statistics', purpose: 'statistics' }));
  });
});
