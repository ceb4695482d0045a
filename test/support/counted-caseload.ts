import { referralChangedTopic, type Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { consentToReferral, openCase, pinPartner, type RunningIntake } from './intake-service.js';

/** What one synthetic person tells and gets; days are `YYYY-MM-DD`. */
export interface CountedStory {
  readonly worker: Actor;
  readonly commune: string;
  readonly phone?: string;
  readonly birthYear?: number;
  readonly countable: boolean;
  readonly screenedOn: string;
  readonly wantsSupport: boolean;
  /** Day of an own service, if any. */
  readonly servedOn?: string;
}

const spoken = (purpose: string) => ({ form: 'spoken', wordingVersion: `${purpose}/1` });

/** Brings a story into intake through its routes. @returns the case id */
export async function tell(intake: RunningIntake, story: CountedStory): Promise<string> {
  const { worker, phone, birthYear } = story;
  const { id } = await openCase(intake, worker, {
    communeCode: story.commune,
    openedOn: story.screenedOn,
    ...(phone !== undefined && { phone }),
    ...(birthYear !== undefined && { birthYear }),
    ...(story.countable && { statisticsConsent: spoken('statistics') }),
  });
  const screening = await intake.post(worker, `/cases/${id}/screenings`, {
    caseVersion: 1,
    questionnaire: 'needs-v1',
    questionnaireVersion: 1,
    screenedOn: story.screenedOn,
    answers: {
      need_legal: 'soon',
      wants_support: story.wantsSupport ? 'yes' : 'no',
      target_group: 'PERSON_SELLING_SEX',
    },
  });
  if (screening.status !== 201) throw new Error(`Not screened: ${JSON.stringify(screening.body)}`);
  if (story.servedOn !== undefined) await serve(intake, worker, id, story.servedOn);
  return id;
}

/** An own service of the centre, entered now. */
export async function serve(intake: RunningIntake, worker: Actor, caseId: string, on: string): Promise<void> {
  const followUp = { occurredOn: on, channel: 'FACILITY', servicesDelivered: ['HIV_HARM_REDUCTION'] };
  const { status, body } = await intake.post(worker, `/cases/${caseId}/follow-ups`, followUp);
  if (status !== 201) throw new Error(`Not recorded: ${JSON.stringify(body)}`);
}

/** Refers the case for legal help; the returned function reports the partner's delivery. */
export async function refer(intake: RunningIntake, worker: Actor, caseId: string) {
  const { organisationId, serviceId } = await pinPartner(intake, worker);
  const consentId = await consentToReferral(intake, worker, caseId, organisationId);
  const sent = await intake.post(worker, `/cases/${caseId}/referrals`, {
    ...{ caseVersion: 1, organisationId, serviceId, consentId, needCode: 'legal', urgency: 'routine' },
  });
  if (sent.status !== 201) throw new Error(`Not referred: ${JSON.stringify(sent.body)}`);
  const referralId = String(sent.body['id']);
  return async (deliveredOn: string): Promise<void> => {
    const payload = {
      ...{ referralId, centreId: worker.organisationId, state: 'completed', statusReason: null, deliveredOn },
    };
    const message = { id: randomUUID(), topic: referralChangedTopic, sequenceKey: referralId, sequence: 1, payload };
    const { status } = await intake.deliver(message);
    if (status !== 204) throw new Error(`The report was not taken: ${status}`);
  };
}
