import type { Actor } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { createTestDatabase, queryRows, type TestDatabase } from '../../../../test/support/database.js';
import { FactorRepository } from '../factors/index.js';
import { migrations } from '../migrations/index.js';
import { FactorResetRepository } from './factor-reset.repository.js';

interface Place {
  readonly organisationId: string;
  readonly askedBy: string;
  readonly owner: string;
  readonly resetId: string;
}

const repository = new FactorResetRepository();
let database: TestDatabase;
let everything: DataSource;
let bound: DataSource;
const places: Place[] = [];

async function addPlace(name: string): Promise<Place> {
  const place = { organisationId: randomUUID(), askedBy: randomUUID(), owner: randomUUID(), resetId: randomUUID() };
  const { organisationId, askedBy, owner, resetId } = place;
  for (const sql of [
    `INSERT INTO organisation (id, name, kind, province_code) VALUES ('${organisationId}', '${name}', 'clinic', '33')`,
    `INSERT INTO account (id, name, display_name) VALUES ('${askedBy}', 'a-${askedBy}', 'A'), ('${owner}', 'o-${owner}', 'O')`,
    `INSERT INTO factor_reset (id, account_id, organisation_id, reason, asked_by, expires_at)
      VALUES ('${resetId}', '${owner}', '${organisationId}', 'device_lost', '${askedBy}', now() + interval '1 day')`,
  ])
    await queryRows(database.superuserUrl, sql);
  return place;
}

const actorAt = ({ organisationId }: Place, roles: Actor['roles'], accountId: string = randomUUID()): Actor => ({
  accountId,
  organisationId,
  organisationName: '',
  organisationKind: 'clinic',
  provinceCode: '33',
  roles,
  displayName: '',
  grantsVersion: 1,
});

const [first, second] = [() => at(0), () => at(1)];
function at(index: number): Place {
  const place = places[index];
  if (!place) throw new Error('both places are made first');
  return place;
}

beforeAll(async () => {
  database = await createTestDatabase('identity', ['identity_app'], migrations);
  places.push(await addPlace('Phòng khám A'), await addPlace('Phòng khám B'));
  everything = await new DataSource({ type: 'postgres', url: database.superuserUrl }).initialize();
  bound = await new DataSource({ type: 'postgres', url: database.url() }).initialize();
});

afterAll(async () => {
  await everything.destroy();
  await bound.destroy();
  await database.drop();
});

describe('the end of a reset', () => {
  it('leaves no factor of before, recovery codes included, and no sign-in that was made with one', async () => {
    const { owner } = first();
    const tables = ['authenticator_app', 'recovery_code', 'passkey'];
    for (const sql of [
      `INSERT INTO authenticator_app (account_id, sealed_secret, last_step) VALUES ('${owner}', '', 0)`,
      `INSERT INTO recovery_code (account_id, hash) VALUES ('${owner}', decode(repeat('00', 32), 'hex'))`,
      `INSERT INTO passkey (credential_id, account_id, public_key, counter, transports, name)
        VALUES ('a-credential-of-the-test', '${owner}', '', 0, '{}', 'x')`,
    ])
      await queryRows(database.superuserUrl, sql);
    const held = async () => {
      const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE account_id = '${owner}')`);
      const version = `(SELECT sign_in_version FROM account WHERE id = '${owner}')`;
      const [row] = await queryRows(database.superuserUrl, `SELECT ARRAY[${[...counts, version].join()}] AS held`);
      return row?.['held'];
    };
    expect(await held()).toEqual([1, 1, 1, 1]);
    const upkeep = { actor: { system: 'accounts' }, requestId: 'test' };
    await new UnitOfWork(bound).run(upkeep, (tx) => new FactorRepository().endAll(tx, owner));
    expect(await held()).toEqual([0, 0, 0, 2]);
  });
});

describe('requests to replace a second factor', () => {
  it('are kept to the organisation by the condition of the query alone', async () => {
    for (const roles of [['administrator'], ['partner_manager'], ['dpo'], ['supervisor']] satisfies Actor['roles'][]) {
      const actor = actorAt(first(), roles);
      const tx = { manager: everything.manager, context: { actor, requestId: 'test' } };
      expect((await repository.list(tx, actor)).map(({ id }) => id)).toEqual([first().resetId]);
      expect(await repository.findForDecision(tx, actor, second().resetId)).toBeNull();
      expect((await repository.findForDecision(tx, actor, first().resetId))?.id).toBe(first().resetId);
    }
    const worker = actorAt(first(), ['partner_worker']);
    const tx = { manager: everything.manager, context: { actor: worker, requestId: 'test' } };
    expect(await repository.list(tx, worker)).toEqual([]);
  });

  it('are decided about as long as they are open', async () => {
    const actor = actorAt(first(), ['administrator']);
    const tx = { manager: everything.manager, context: { actor, requestId: 'test' } };
    const found = async () => (await repository.findForDecision(tx, actor, first().resetId))?.id ?? null;
    expect(await found()).toBe(first().resetId);
    for (const [ended, again] of [
      [`ended_at = now(), ended_how = 'cancelled'`, 'ended_at = NULL, ended_how = NULL'],
      ['expires_at = now()', `expires_at = now() + interval '1 day'`],
    ]) {
      await queryRows(database.superuserUrl, `UPDATE factor_reset SET ${ended}`);
      expect([ended, await found(), await repository.list(tx, actor)]).toEqual([ended, null, []]);
      await queryRows(database.superuserUrl, `UPDATE factor_reset SET ${again}`);
    }
  });

  it('are kept to the organisation and the owner by row security alone', async () => {
    const seenBy = (actor: Actor) =>
      new UnitOfWork(bound).run({ actor, requestId: 'test' }, async ({ manager }) => {
        const rows: { id: string }[] = await manager.query('SELECT id FROM factor_reset');
        return rows.map(({ id }) => id);
      });
    expect(await seenBy(actorAt(first(), ['administrator']))).toEqual([first().resetId]);
    expect(await seenBy(actorAt(first(), ['partner_worker']))).toEqual([]);
    expect(await seenBy(actorAt(first(), ['partner_worker'], first().owner))).toEqual([first().resetId]);
  });

  it('are asked for in one’s own name, about somebody else, and stopped by nobody but the owner', async () => {
    const write = (actor: Actor, sql: string) =>
      new UnitOfWork(bound).run({ actor, requestId: 'test' }, ({ manager }) => manager.query<[unknown, number]>(sql));
    const place = first();
    const administrator = actorAt(place, ['administrator'], place.askedBy);
    const ask = (owner: string, askedBy: string, organisationId = place.organisationId) =>
      `INSERT INTO factor_reset (id, account_id, organisation_id, reason, asked_by, expires_at)
        VALUES (gen_random_uuid(), '${owner}', '${organisationId}', 'device_lost', '${askedBy}', now())`;
    const denied = /row-level security/;
    await expect(write(administrator, ask(place.owner, second().askedBy))).rejects.toThrow(denied);
    await expect(write(administrator, ask(second().owner, place.askedBy, second().organisationId))).rejects.toThrow(
      denied,
    );
    await expect(write(administrator, ask(place.askedBy, place.askedBy))).rejects.toThrow(denied);
    const worker = actorAt(place, ['partner_worker'], place.askedBy);
    await expect(write(worker, ask(second().owner, place.askedBy))).rejects.toThrow(denied);
    const stop = `UPDATE factor_reset SET ended_at = now(), ended_how = 'stopped'`;
    expect((await write(worker, stop))[1]).toBe(0);
    const approve = `UPDATE factor_reset SET approved_by = '${place.owner}', approved_at = now(), opens_at = now(),
      code_hash = decode(repeat('00', 32), 'hex')`;
    await expect(write(actorAt(place, ['administrator'], place.owner), approve)).rejects.toThrow(/check constraint/);
    expect((await write(actorAt(place, ['partner_worker'], place.owner), stop))[1]).toBe(1);
    await queryRows(database.superuserUrl, `UPDATE factor_reset SET ended_at = NULL, ended_how = NULL`);
  });
});
