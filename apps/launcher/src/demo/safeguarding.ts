import {
  caseSafeguardingSchema,
  concernViewSchema,
  safeguardingGuideSchema,
  todaySchema,
  type OpenConcern,
} from '@an-tam/contracts';
import type { Stage } from './stage.js';

/** She tells that somebody frightens her: whoever hears it starts the clock, the keepers see to the steps. */
export async function safeguarding(stage: Stage, caseId: string): Promise<void> {
  const { narrator } = stage;
  const concerns = `/api/intake/cases/${caseId}/safeguarding-concerns`;
  await narrator.tell('An toàn: a concern, its clock, a plan to stay safe, and its end', async () => {
    const manager = await stage.as('centre-1', 'case_manager');
    const keeper = await stage.as('centre-1', 'safeguarding');
    const { kinds } = (await manager.get('/api/intake/safeguarding-guide')).body(safeguardingGuideSchema);
    const body: OpenConcern = { kind: 'violence', note: 'Có người chờ trước cửa' };
    const opened = (await manager.post(concerns, body)).body(concernViewSchema);
    narrator.check(
      opened.content === null && kinds.some(({ code, calls }) => code === body.kind && calls.length > 0),
      'whoever opened it knows whom to call; what it says is left to the keepers of that part',
    );
    const { tasks } = (await keeper.get('/api/intake/today?whose=all')).body(todaySchema);
    narrator.check(
      tasks[0]?.kind === 'safeguarding' && tasks[0].dueAt === opened.nextDueAt,
      'it stands first in the list of the day, with the time that is left',
    );
    const path = `${concerns}/${opened.id}`;
    let { version } = opened;
    const plan = { version, safePlace: 'Nhà dì Tư', codeWord: 'Hoa giấy' };
    ({ version } = (await keeper.send('PUT', `${path}/safety-plan`, plan)).body(concernViewSchema));
    const early = await keeper.post(`${path}/end`, { version, outcome: 'Đã an toàn' });
    narrator.check(early.status === 409, 'it does not end before its steps are done (409)');
    for (const step of ['safe_now', 'safety_plan', 'plan_reviewed'])
      ({ version } = (await keeper.send('PUT', `${path}/steps`, { version, step, state: 'done' })).body(
        concernViewSchema,
      ));
    (await keeper.post(`${path}/end`, { version, outcome: 'Đã an toàn' })).body(concernViewSchema);
    const { concerns: all } = (await keeper.get(concerns)).body(caseSafeguardingSchema);
    narrator.check(
      all.every(({ state }) => state === 'ended'),
      'every step is done: the concern has ended',
    );
    stage.enter({ 'safeguarding_concern.content': ['Có người chờ trước cửa', 'Nhà dì Tư', 'Hoa giấy', 'Đã an toàn'] });
  });
}
