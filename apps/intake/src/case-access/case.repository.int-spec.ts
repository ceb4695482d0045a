import type { Actor } from '@an-tam/contracts';
import { DataSource } from 'typeorm';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { CaseFileEntity } from './case-file.entity.js';
import { CaseRepository } from './case.repository.js';
import { ClientEntity } from './client.entity.js';

describe('the rules of a case without row security under them', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let everything: DataSource;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    // A superuser passes row security, so only the condition made from the rules is left.
    everything = await new DataSource({
      type: 'postgres',
      url: intake.superuserUrl,
      entities: [CaseFileEntity, ClientEntity],
    }).initialize();
  });
  afterAll(async () => {
    await everything.destroy();
    await intake.stop();
  });

  const find = async (actor: Actor, id: string) => {
    const tx = { manager: everything.manager, context: { actor, requestId: 'request-1' } };
    return (await new CaseRepository().find(tx, actor, 'read', id))?.caseFile ?? null;
  };
  const list = async (actor: Actor) =>
    new CaseRepository().list(
      { manager: everything.manager, context: { actor, requestId: 'request-1' } },
      actor,
      1,
      100,
    );

  it('find and list only what the table allows', async () => {
    const { id } = await openCase(intake, manager);
    expect(await find(manager, id)).toMatchObject({ id });
    expect(await find(colleagueOf(manager, ['supervisor']), id)).toMatchObject({ id });
    for (const actor of [
      makeStaff(),
      colleagueOf(manager, ['outreach_worker']),
      colleagueOf(manager, ['administrator']),
      colleagueOf(manager, ['dpo']),
    ]) {
      expect(await find(actor, id)).toBeNull();
      expect(await list(actor)).toEqual([]);
    }
    expect(await list(manager)).toHaveLength(1);
  });

  it('reaches a file through its assignee and through who opened it', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const { id } = await openCase(intake, worker);
    const successor = colleagueOf(manager, ['outreach_worker']);
    expect(await find(successor, id)).toBeNull();
    await intake.rows(`UPDATE case_file SET assignee_id = '${successor.accountId}' WHERE id = '${id}'`);
    expect(await find(successor, id)).toMatchObject({ id });
    expect(await find(worker, id)).toMatchObject({ id });
  });
});
