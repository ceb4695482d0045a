import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

describe('possible duplicates of a file', () => {
  let intake: RunningIntake;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
  });
  afterAll(() => intake.stop());

  const alike = async (actor: Actor, id: string) => {
    const { status, body } = await intake.get(actor, `/cases/${id}/possible-duplicates`);
    if (status !== 200) throw new Error(`Not answered: ${status}`);
    return (body['cases'] as { id: string; sharedBy: string[] }[]).map((one) => [one.id, one.sharedBy]);
  };

  it('are other files of the centre with the same phone, document, address or UIC, however written', async () => {
    const facts = { phone: '0912 345 678', documentNumber: '033190012345', uic: 'DOHN-0199' };
    const first = await openCase(intake, manager, facts);
    expect(await alike(manager, first.id)).toEqual([]);
    const byPhone = await openCase(intake, manager, { phone: '+84912345678' });
    const byTwo = await openCase(intake, manager, { documentNumber: '033 190 012 345', uic: 'dohn0199' });
    await openCase(intake, manager, { phone: '0912345679' });
    expect(await alike(manager, first.id)).toEqual([
      [byTwo.id, ['documentNumber', 'uic']],
      [byPhone.id, ['phone']],
    ]);
    expect(await alike(manager, byPhone.id)).toEqual([[first.id, ['phone']]]);
  });

  it('are nothing where nobody told a number', async () => {
    const { id } = await openCase(intake, manager);
    await openCase(intake, manager);
    expect(await alike(manager, id)).toEqual([]);
  });

  it('never tell of a file that the caller may not see, and of another centre to nobody', async () => {
    const phone = '0977 123 456';
    const worker = colleagueOf(manager, ['outreach_worker']);
    const supervisor = colleagueOf(manager, ['supervisor']);
    const own = await openCase(intake, worker, { phone });
    const hidden = await openCase(intake, manager, { phone });
    expect(await alike(supervisor, own.id)).toEqual([[hidden.id, ['phone']]]);
    expect(await alike(worker, own.id)).toEqual([]);

    const stranger = makeStaff({ roles: ['supervisor'] });
    const elsewhere = await openCase(intake, stranger, { phone });
    expect(await alike(stranger, elsewhere.id)).toEqual([]);
    expect(await alike(supervisor, own.id)).toEqual([[hidden.id, ['phone']]]);
    // Nor does opening one say so: the answer is that of a number nobody has.
    const known = await intake.post(stranger, '/case-searches', { phone: '0912345678' });
    const unknown = await intake.post(stranger, '/case-searches', { phone: '0900000001' });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect((await intake.get(stranger, `/cases/${own.id}/possible-duplicates`)).status).toBe(404);
  });

  it('leaves an entry in the log each time', async () => {
    const { id } = await openCase(intake, manager, { phone: '0966 000 000' });
    await alike(manager, id);
    expect(
      await intake.rows(`SELECT action, outcome FROM audit_entry WHERE record_id = '${id}' AND action = 'search'`),
    ).toEqual([{ action: 'search', outcome: 'done' }]);
  });
});
