import type { Actor } from '@an-tam/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { accounts, centres, everyActor, provinces, teams } from './access-actors.js';
import type { OracleRow } from './access-oracle.js';
import { addHandovers } from './handover-world.js';

/** A stored row: its table, its key as text, and what decides who sees it. */
export interface WorldRow extends OracleRow {
  readonly table: string;
  readonly key: string;
  /** The case the row hangs on, or is. */
  readonly caseId?: string;
  /** The case is being erased: out of everybody's reach. */
  readonly erasing?: boolean;
  /** Nothing hangs on the case. */
  readonly bare?: boolean;
  readonly coverToCome?: boolean;
}

export interface AccessWorld {
  readonly rows: readonly WorldRow[];
  readonly actors: readonly Actor[];
}

/** Look sealed to the database, by padding class; nothing here is ever opened. */
const sealedOf = (octets: number) => Buffer.concat([Buffer.from('a70101', 'hex'), Buffer.alloc(octets - 3)]);
const [text, fixed64, fixed256] = [sealedOf(128), sealedOf(160), sealedOf(352)];
const mac = Buffer.alloc(32);

export interface CaseFacts extends OracleRow {
  readonly centreId: string;
  readonly assigneeId: string;
  readonly openedById: string;
  readonly status?: 'open' | 'closed';
  readonly erasing?: boolean;
  readonly bare?: boolean;
}

export class WorldWriter {
  readonly rows: WorldRow[] = [];

  constructor(private readonly client: pg.Client) {}

  async add(table: string, values: Readonly<Record<string, unknown>>, row: Omit<WorldRow, 'table'>): Promise<void> {
    await this.insert(table, values);
    this.rows.push({ ...row, table });
  }

  private async insert(table: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const names = Object.keys(values);
    await this.client.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(values),
    );
  }

  /** A file with one row of everything that hangs on a file. */
  async addCase(facts: CaseFacts): Promise<string> {
    const id = randomUUID();
    const { centreId, assigneeId, openedById, status = 'open', ...more } = facts;
    const team = facts.teamId ?? null;
    const row = { centreId, assigneeId, openedById, caseId: id, coverIds: [], ...more };
    const sealedColumns = { alias: fixed256, commune_code: fixed64, channel: fixed64, opened_on: fixed64 };
    await this.add(
      'case_file',
      {
        id,
        centre_id: centreId,
        code: id,
        status,
        assignee_id: assigneeId,
        opened_by_id: openedById,
        team_id: team,
        version: 1,
        row_mac: mac,
        ...sealedColumns,
      },
      { key: id, ...row },
    );
    if (facts.bare) return id;
    const part = async (table: string, values: Readonly<Record<string, unknown>>) => {
      const key = randomUUID();
      const head = { id: key, case_id: id, centre_id: centreId, version: 1, row_mac: mac };
      await this.add(table, { ...head, ...values }, { key, ...row });
      return key;
    };
    const facts64 = { phone: fixed64, birth_year: fixed64, target_group: fixed64, sex: fixed64 };
    await part('client', { name: fixed256, ...facts64 });
    const consentId = await part('consent', { status: 'given', terms: text, withdrawn_on: fixed64 });
    await part('consent', { status: 'withdrawn', terms: text, withdrawn_on: fixed64 });
    await part('screening', { content: text });
    await part('follow_up', { content: text });
    await part('planned_follow_up', { state: 'planned', due_on: '2026-11-20', channel: fixed64 });
    await part('care_plan', { state: 'active', review_on: '2026-11-20', proposed_by_id: assigneeId, content: text });
    await part('attachment', { content: text, file: Buffer.alloc(2048) });
    await part('closure', { state: 'requested', requested_by_id: assigneeId, content: text });
    const concernId = await part('safeguarding_concern', {
      state: 'open',
      opened_at: '2026-11-20T01:00:00.000Z',
      content: text,
    });
    const told = { concern_id: concernId, centre_id: centreId, due_at: '2026-11-20T01:00:00.000Z', level: 1 };
    await this.add('safeguarding_escalation', told, { key: `${concernId}1`, ...row });
    const routing = { organisation_id: randomUUID(), service_id: randomUUID(), consent_id: consentId };
    const content = { need_code: fixed64, requested_on: fixed64, delivered_on: fixed64 };
    await part('case_referral', { ...routing, ...content, urgency: 'routine', state: 'requested' });
    return id;
  }

  /** Files that somebody must not know, or knows for a while, whoever they are assigned to. */
  async addNeedToKnow(centreId: string): Promise<void> {
    const [one, other, absent] = accounts;
    const cover = { centre_id: centreId, absent_id: absent, made_by_id: other };
    for (const [cover_id, from_at, until_at, ended_at] of [
      [one, 'yesterday', 'tomorrow', null],
      [other, 'yesterday', 'tomorrow', 'now'],
      [other, 'yesterday', 'now', null],
      [other, 'tomorrow', new Date(Date.now() + 3 * 86_400_000), null],
    ] as const) {
      const row = { key: randomUUID(), centreId, coverToCome: from_at === 'tomorrow' };
      await this.add('leave_cover', { ...cover, id: row.key, cover_id, from_at, until_at, ended_at }, row);
    }
    const open = async (
      facts: Partial<CaseFacts>,
      grants: readonly (readonly [string, 'live' | 'over' | 'agreed'])[],
    ) => {
      const file = { centreId, assigneeId: absent, openedById: absent, coverIds: [one], ...facts };
      const id = await this.addCase(file);
      for (const account_id of facts.excludedIds ?? [])
        await this.add(
          'case_exclusion',
          { case_id: id, centre_id: centreId, account_id, recorded_by_id: absent },
          { key: `${id}${account_id}`, centreId },
        );
      for (const [account_id, state] of grants) await this.addGrant(id, centreId, account_id, state);
    };
    await open({ excludedIds: [one], assigneeId: one, coverIds: [] }, []);
    await open({ excludedIds: [other] }, []);
    await open({ emergencyIds: [other] }, [[other, 'live']]);
    await open({}, [[other, 'over']]);
    await open({ excludedIds: [one, other], emergencyIds: [other] }, [[other, 'live']]);
    await open({ excludedIds: [one, other], emergencyIds: [other], overrideIds: [other] }, [[other, 'agreed']]);
  }

  private async addGrant(caseId: string, centreId: string, accountId: string, state: string): Promise<void> {
    const id = randomUUID();
    const second = state === 'agreed' ? { approved_by_id: accounts[2], approved_at: 'now' } : {};
    const times = state === 'over' ? { opened_at: 'yesterday', expires_at: 'yesterday' } : {};
    const grant = {
      id,
      case_id: caseId,
      centre_id: centreId,
      account_id: accountId,
      reason: 'medical',
      excluded: false,
    };
    const values = { ...grant, expires_at: new Date(Date.now() + 1_800_000), ...second, ...times };
    await this.add('emergency_access', values, { key: id, centreId, accountId });
  }

  /** Two files on their way out: one whose erasure is intended, and one of which only the root row is left. */
  async addErasing(centreId: string): Promise<void> {
    const [assigneeId, openedById] = accounts;
    const facts = { centreId, assigneeId, openedById, erasing: true };
    for (const [id, state, day] of [
      [await this.addCase(facts), 'intended', null],
      [await this.addCase({ ...facts, bare: true }), 'keys_destroyed', '2026-11-20'],
    ] as const) {
      const progress = { state, key_versions: 1, keys_destroyed_on: day, backups_expire_on: day };
      const values = { id, centre_id: centreId, code: id, intended_by_id: assigneeId, ...progress };
      await this.add('case_tombstone', values, { key: id, centreId, caseId: id });
    }
  }

  /** What no caller reads: messages on their way, and what counting keeps of a case. */
  async addUnseen(caseId: string, centreId: string): Promise<void> {
    const [id, sequence_key] = [randomUUID(), randomUUID()];
    const counted = { case_id: caseId, centre_id: centreId, plan: 'plan', plan_year: 2026, content: text };
    const message = { id, destination: 'referral', topic: 'topic.v1', sequence_key, sequence: 1, payload: '{}' };
    for (const [table, values] of [
      ['case_count', { id, ...counted, version: 1, row_mac: mac }],
      ['outbox_sequence', { destination: 'referral', sequence_key, last: 1 }],
      ['outbox_message', message],
      [
        'audit_seal',
        {
          tree_size: this.rows.length,
          head: mac,
          signature: Buffer.alloc(64),
          previous: randomBytes(32),
          last_transaction: '1',
          entry_ids: [id],
          leaf_hashes: mac,
          frontier: mac,
        },
      ],
      ['inbox_message', { id, source: 'referral', sequence_key, sequence: 1 }],
    ] as const)
      await this.insert(table, values);
  }

  /** What is about nobody: contacts, confirmed keys, figures, the log. */
  async addRest(centreId: string, provinceCode: string): Promise<void> {
    for (const openedById of accounts) {
      const row = { key: randomUUID(), centreId, openedById };
      const head = { id: row.key, centre_id: centreId };
      const told = { occurred_on: '2026-11-20', channel: 'HOTLINE', given: [], follow_up_wanted: false };
      await this.add('contact', { ...head, opened_by_id: openedById, ...told }, row);
      const sealed = { noted_by_id: openedById, keep_until: '2026-11-20', content: text };
      await this.add('pending_contact', { ...head, ...sealed }, row);
    }
    for (const account_id of accounts.slice(1)) {
      const found = { id: randomUUID(), centre_id: centreId, account_id, rule: 'night', observed: 4, usual: 2 };
      const days = { day: '2026-11-20', expires_on: '2027-11-20' };
      await this.add('access_finding', { ...found, ...days }, { key: found.id, centreId, accountId: account_id });
    }
    const setting = { centre_id: centreId, plan_approval: true, changed_by_id: accounts[2] };
    // The first centre has not said anything yet.
    if (centreId !== centres[0]) await this.add('care_setting', setting, { key: centreId, centreId });
    const organisationId = randomUUID();
    const asked = { series: centreId, version: 2, text: '{}', published_by_id: accounts[2] };
    await this.add('questionnaire_version', { ...asked, id: organisationId }, { key: organisationId });
    const print = { organisation_id: organisationId, key_id: 'key', public_key: mac, fingerprint: 'x' };
    const pin = { ...print, centre_id: centreId, pinned_by_id: accounts[2] };
    await this.add('partner_key_pin', pin, { key: organisationId, centreId });
    const rotationId = randomUUID();
    const progress = { to_version: 2, state: 'done', total: 0, left_over: 0 };
    const times = { started_at: '2026-11-20', finished_at: '2026-11-20' };
    await this.add(
      'key_rotation',
      { id: rotationId, centre_id: centreId, kind: 'kek', ...progress, ...times },
      { key: rotationId, centreId },
    );
    const releaseId = randomUUID();
    const told = { plan: 'plan', period: 'period', sequence: 1, state: 'audited', gate: '[]', document: '{}' };
    const owner = { province_code: provinceCode, created_by_id: accounts[2] };
    const release = { ...told, ...owner, id: releaseId, sealed_state: text };
    await this.add('release', release, { key: releaseId, provinceCode });
    const approval = { release_id: releaseId, role: 'dpo', account_id: accounts[2] };
    await this.add('release_approval', approval, { key: releaseId, provinceCode });
    const entryId = randomUUID();
    await this.add(
      'audit_entry',
      {
        id: entryId,
        account_id: accounts[2],
        organisation_id: centreId,
        roles: [],
        request_id: 'r',
        action: 'read',
        resource: 'CaseFile',
        outcome: 'done',
      },
      { key: entryId, organisationId: centreId },
    );
  }
}

/** Two centres with files of every ownership and state, the same people at both, and all else; written past row security. */
export async function makeAccessWorld(superuserUrl: string): Promise<AccessWorld> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const writer = new WorldWriter(client);
    for (const [place, centreId] of centres.entries()) {
      const ids: string[] = [];
      for (const assigneeId of accounts)
        for (const openedById of accounts) {
          const status = openedById === accounts[0] ? 'open' : 'closed';
          const coverIds = assigneeId === accounts[2] ? [accounts[0]] : [];
          ids.push(await writer.addCase({ centreId, assigneeId, openedById, status, coverIds }));
        }
      await addHandovers(writer, centreId, centres[1 - place] ?? '', ids);
      await writer.addUnseen(ids[3] ?? '', centreId);
      const bare = { centreId, assigneeId: accounts[1], openedById: accounts[1], bare: true };
      await writer.addCase(bare);
      for (const teamId of teams)
        await writer.addCase({
          centreId,
          teamId,
          assigneeId: accounts[2],
          openedById: accounts[2],
          coverIds: [accounts[0]],
        });
      await writer.addErasing(centreId);
      await writer.addNeedToKnow(centreId);
      await writer.addRest(centreId, provinces[place] ?? '33');
    }
    return { rows: writer.rows, actors: everyActor() };
  } finally {
    await client.end();
  }
}
