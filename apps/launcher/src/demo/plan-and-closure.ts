import {
  attachmentFileSchema,
  attachmentSchema,
  carePlanViewSchema,
  caseListItemSchema,
  closureViewSchema,
  pendingContactSchema,
  todaySchema,
  type RecordFollowUp,
  type RequestClosure,
  type SaveCarePlan,
} from '@an-tam/contracts';
import { caseWork } from '../client/index.js';
import { addDays } from '../plan-calendar.js';
import type { Stage } from './stage.js';

/** After the referrals: a plan, the next meeting in a way that is safe, and an end that two people agree on. */
export async function planAndClosure(stage: Stage, caseId: string): Promise<void> {
  const { narrator } = stage;
  const path = `/api/intake/cases/${caseId}`;
  await narrator.tell('Kế hoạch hỗ trợ: steps, the next meeting, and what is not safe for her', async () => {
    const manager = await stage.as('centre-1', 'case_manager');
    const { version, assigneeId } = await caseWork.read(manager, caseId);
    const reach = { unsafe: ['call'], hours: null };
    (await manager.send('PATCH', path, { version, reach })).body(caseListItemSchema);
    const next = { dueOn: addDays(stage.today, 3), channel: 'HOTLINE' };
    const followUp: RecordFollowUp = { occurredOn: stage.today, channel: 'FACILITY', servicesDelivered: [] };
    const refused = await manager.post(`${path}/follow-ups`, { ...followUp, next });
    narrator.check(
      refused.status === 400 && refused.problem.errors?.[0]?.field === 'next.channel',
      'a call is not planned while calling her is not safe, and the answer says what to do instead',
    );
    await caseWork.followUp(manager, caseId, { ...followUp, next: { ...next, channel: 'COMMUNITY_POINT' } });
    const dueOn = addDays(stage.today, 5);
    const step = { kind: 'own_service' as const, text: 'Trò chuyện', serviceCode: 'COUNSELLING', dueOn, doneOn: null };
    const body: SaveCarePlan = {
      baseVersion: 0,
      goals: [{ text: 'Ngủ ngon hơn', actions: [{ ...step, responsibleId: assigneeId }] }],
    };
    const plan = (await manager.send('PUT', `${path}/care-plan`, body)).body(carePlanViewSchema);
    narrator.check(
      plan.reviewOn > dueOn,
      `the plan is looked at again by ${plan.reviewOn}, three months at the latest`,
    );
    const late = await manager.send('PUT', `${path}/care-plan`, body);
    narrator.check(late.status === 409, 'a plan written on an older one is refused (409)');
    await addDocument(stage, path);
    await noteIntroduced(stage);
    stage.enter({
      'planned_follow_up.channel': 'COMMUNITY_POINT',
      'care_plan.content': 'COUNSELLING',
    });
  });

  await narrator.tell('Kết thúc hỗ trợ: asked by one person, agreed by another, and opened again', async () => {
    const manager = await stage.as('centre-1', 'case_manager');
    const supervisor = await stage.as('centre-1', 'supervisor');
    const { version } = await caseWork.read(manager, caseId);
    const body: RequestClosure = { caseVersion: version, reason: 'moved_away', outcome: 'partly' };
    const bare = await manager.post(`${path}/closure`, body);
    narrator.check(bare.status === 400, 'nothing is closed while something is open that nobody named');
    const openWork = 'Bạn ấy tự đến tư vấn';
    const asked = (await manager.post(`${path}/closure`, { ...body, openWork })).body(closureViewSchema);
    const { tasks } = (await supervisor.get('/api/intake/today?whose=all')).body(todaySchema);
    narrator.check(
      tasks.some((task) => task.caseId === caseId && task.kind === 'approval'),
      'it stands in the list of the day, waiting for a second person',
    );
    const decision = { version: asked.version, decision: 'approve' };
    const closed = (await supervisor.post(`${path}/closure/decision`, decision)).body(closureViewSchema);
    narrator.check(closed.keepUntil !== null, `the file is closed, and kept until ${closed.keepUntil}`);
    const { version: caseVersion } = await caseWork.read(manager, caseId);
    (await manager.post(`${path}/closure/reopening`, { caseVersion })).body(closureViewSchema);
    narrator.check((await caseWork.read(manager, caseId)).status === 'open', 'she comes back: the file is open again');
    stage.enter({ 'closure.content': ['moved_away', 'partly'] });
  });
}

/** Off until a supervisor allows it; what it holds is looked for on every disk afterwards. */
async function addDocument(stage: Stage, path: string): Promise<void> {
  const { narrator } = stage;
  const manager = await stage.as('centre-1', 'case_manager');
  const supervisor = await stage.as('centre-1', 'supervisor');
  const written = 'Phieu hen tai kham so 4471';
  const body = { kind: 'CERTIFICATE', type: 'application/pdf', file: btoa(`%PDF-1.7 ${written}`) };
  const refused = await manager.post(`${path}/attachments`, body);
  narrator.check(refused.status === 409, 'no document goes into a file until the centre allows documents');
  await supervisor.send('PUT', '/api/intake/care-settings', { planApproval: false, attachments: true });
  const lie = await manager.post(`${path}/attachments`, { ...body, type: 'image/png' });
  narrator.check(lie.problem.errors?.[0]?.field === 'file', 'a document that lies about its type is refused');
  const { id } = (await manager.post(`${path}/attachments`, body)).body(attachmentSchema);
  const { file } = (await manager.get(`${path}/attachments/${id}`)).body(attachmentFileSchema);
  narrator.check(file === body.file, 'allowed, it is kept sealed and comes back as it was');
  stage.enter({ 'attachment.content': ['CERTIFICATE', written] });
}

/** Somebody whom another unit introduces: how to reach her, and not a word of who sent her or why. */
async function noteIntroduced(stage: Stage): Promise<void> {
  const { narrator } = stage;
  const manager = await stage.as('centre-1', 'case_manager');
  const how = 'Nhan qua chi Hau o quay rau so 39';
  const told = await manager.post('/api/intake/pending-contacts', { how, reason: 'x' });
  narrator.check(told.status === 400, 'who is introduced comes without a reason: there is no place for one');
  const noted = (await manager.post('/api/intake/pending-contacts', { how })).body(pendingContactSchema);
  narrator.check(noted.keepUntil === addDays(stage.today, 14), 'without her agreement it is kept for fourteen days');
  stage.enter({ 'pending_contact.content': how });
}
