import type { Actor } from '@an-tam/contracts';
import { consentToReferral, openCase, pinPartner, today, type RunningIntake } from './intake-service.js';
import type { Answer } from './service-calls.js';

/** A file with something in every table of a case, and the one referral it was given. */
export async function makeFullCase(intake: RunningIntake, manager: Actor, changes: Record<string, unknown> = {}) {
  const { id, code } = await openCase(intake, manager, {
    ...{ alias: 'Sao Khuê', name: 'Phạm Thị Kín', phone: '0912 888 001', birthYear: 1994 },
    statisticsConsent: { form: 'spoken', wordingVersion: 'statistics/1' },
    ...changes,
  });
  const written = async (path: string, body: object) => {
    const answer = await intake.post(manager, `/cases/${id}/${path}`, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return String(answer.body['id']);
  };
  await written('screenings', {
    ...{ caseVersion: 1, questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today },
    answers: { need_legal: 'soon', target_group: 'PERSON_SELLING_SEX' },
  });
  for (const service of ['HIV_HARM_REDUCTION', 'INFORMATION'])
    await written('follow-ups', { occurredOn: today, channel: 'FACILITY', servicesDelivered: [service] });
  const partner = await pinPartner(intake, manager);
  const consentId = await consentToReferral(intake, manager, id, partner.organisationId);
  const referralId = await written('referrals', {
    ...{ caseVersion: 1, organisationId: partner.organisationId, serviceId: partner.serviceId },
    ...{ consentId, needCode: 'legal', urgency: 'routine' },
  });
  return { id, code, consentId, referralId };
}

/** What a caller learns, apart from the id that every request has of its own. */
export const withoutRequestId = ({ status, body: { requestId: _, ...body } }: Answer): Answer => ({ status, body });

/** Everything the service shows of a case: the page and, opened apart, the identity. */
export async function readCase(intake: RunningIntake, actor: Actor, id: string): Promise<readonly Answer[]> {
  const answers = [await intake.get(actor, `/cases/${id}`), await intake.get(actor, `/cases/${id}/identity`)];
  return answers.map(withoutRequestId);
}
