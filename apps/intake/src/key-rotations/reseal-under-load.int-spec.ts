import type { Actor } from '@an-tam/contracts';
import { completeCase } from '../../../../test/support/complete-case.js';
import {
  consentToReferral,
  makeStaff,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { everywhere, keyVersionsNamed, keyVersionsOf } from '../../../../test/support/sealed-rows.js';
import { ResealCaseService } from './reseal-case.service.js';

describe('new data keys under load', () => {
  let intake: RunningIntake;
  let step: ResealCaseService;

  beforeAll(async () => {
    intake = await startIntake();
    step = intake.app.get(ResealCaseService, { strict: false });
  });
  afterAll(() => intake.stop());

  const orderOf = (actor: Actor, toVersion: number) => ({
    centreId: actor.organisationId,
    toVersion,
    startedAt: new Date(),
  });

  it('loses no write and no read while everybody works on the same files', async () => {
    const manager = makeStaff();
    const files = [await completeCase(intake, manager), await completeCase(intake, manager)];
    const follow = { occurredOn: today, channel: 'HOTLINE', servicesDelivered: [] };
    const acknowledged = new Map(files.map(({ id }) => [id, 1]));
    const refused: unknown[] = [];
    let working = true;
    const write = async () => {
      while (working)
        for (const { id } of files) {
          const answer = await intake.post(manager, `/cases/${id}/follow-ups`, follow);
          if (answer.status === 201) acknowledged.set(id, (acknowledged.get(id) ?? 0) + 1);
          else refused.push(answer.body);
        }
    };
    let withdrawn = 0;
    const withdraw = async () => {
      while (working)
        for (const { id } of files) {
          const consentId = await consentToReferral(intake, manager, id, manager.organisationId);
          const answer = await intake.post(manager, `/cases/${id}/consents/${consentId}/withdrawal`, {});
          if (answer.status === 200) withdrawn += 1;
          else refused.push(answer.body);
        }
    };
    const read = async (path: string) => {
      while (working)
        for (const { id } of files) {
          const answer = await intake.get(manager, `/cases/${id}${path}`);
          if (answer.status !== 200) refused.push(answer.body);
        }
    };
    const search = async () => {
      while (working) {
        const { body } = await intake.post(manager, '/case-searches', { phone: '0912345678' });
        if ((body['cases'] as unknown[] | undefined)?.length !== 2) refused.push(body);
      }
    };
    const others = [write(), withdraw(), read(''), read('/identity'), search()];
    for (const version of [2, 3, 4]) {
      const order = orderOf(manager, version);
      for (let round = 0; round < 500 && (await step.countLeft(order)) > 0; round += 1) await step.moveBatch(order);
      expect(await step.countLeft(order)).toBe(0);
    }
    working = false;
    await Promise.all(others);
    expect(refused).toEqual([]);
    expect(withdrawn).toBeGreaterThan(0);
    await step.retire(orderOf(manager, 4));
    for (const { id } of files) {
      expect(await keyVersionsNamed(intake, id)).toEqual(everywhere(4));
      expect(await keyVersionsOf(intake, id)).toEqual([4]);
      const file = await intake.get(manager, `/cases/${id}`);
      expect(file.body['followUps']).toHaveLength(acknowledged.get(id) ?? 0);
    }
  }, 180_000);
});
