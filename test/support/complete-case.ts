import { referralChangedTopic, type Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { CaseCountWriter } from '../../apps/intake/src/statistics/case-count-writer.js';
import { colleagueOf, consentToReferral, openCase, pinPartner, today, type RunningIntake } from './intake-service.js';

/** A file with a row in every sealed table, the partner's answer to its referral among them. */
export async function completeCase(intake: RunningIntake, worker: Actor, changes: Record<string, unknown> = {}) {
  const opened = await openCase(intake, worker, {
    alias: 'Hoa Sữa',
    name: 'Tên Thử',
    phone: '0912 345 678',
    reach: { unsafe: ['visit'], hours: null },
    circumstances: { household: 3, children: 1, languages: ['KHMER'] },
    ...changes,
  });
  const { id } = opened;
  const post = async (path: string, body: object) => {
    const answer = await intake.post(worker, `/cases/${id}/${path}`, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return String(answer.body['id']);
  };
  await post('screenings', {
    ...{ caseVersion: 1, questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today },
    answers: { need_health: 'soon', birth_year: 1991 },
  });
  await post('follow-ups', {
    occurredOn: today,
    channel: 'HOTLINE',
    servicesDelivered: [],
    next: { dueOn: today, channel: 'FACILITY' },
  });
  const { accountId } = worker;
  const step = { kind: 'own_service', text: 'Khám', dueOn: today, doneOn: null, serviceCode: 'COUNSELLING' };
  const goals = [{ text: 'Khỏe hơn', actions: [{ ...step, responsibleId: accountId }] }];
  await intake.call(worker, 'PUT', `/cases/${id}/care-plan`, { baseVersion: 0, goals });
  await post('closure', { caseVersion: 1, reason: 'moved_away', outcome: 'unknown', openWork: 'Gọi lại sau' });
  await intake.call(colleagueOf(worker, ['supervisor']), 'PUT', '/care-settings', {
    ...{ planApproval: false, attachments: true },
  });
  await post('attachments', { kind: 'OTHER_DOCUMENT', type: 'application/pdf', file: btoa('%PDF-1.7 x') });
  await post('safeguarding-concerns', { kind: 'violence', note: 'Sợ về nhà' });
  const { organisationId, serviceId } = await pinPartner(intake, worker);
  const consentId = await consentToReferral(intake, worker, id, organisationId);
  const referral = { caseVersion: 1, organisationId, serviceId, consentId, needCode: 'health', urgency: 'routine' };
  const referralId = await post('referrals', referral);
  const payload = {
    referralId,
    centreId: worker.organisationId,
    state: 'accepted',
    statusReason: null,
    deliveredOn: null,
  };
  await intake.deliver({
    id: randomUUID(),
    topic: referralChangedTopic,
    sequenceKey: referralId,
    sequence: 1,
    payload,
  });
  const use = { releaseId: randomUUID(), requestId: randomUUID() };
  const share = { caseId: id, unit: '11980', events: ['in_need'] as const, holder: true };
  await intake.app
    .get(CaseCountWriter, { strict: false })
    .write(use, { plan: 'vinh-am-2026', planYear: 2026 }, [share]);
  return { ...opened, consentId, referralId };
}
