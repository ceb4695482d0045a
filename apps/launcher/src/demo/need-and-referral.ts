import {
  directoryListSchema,
  packetPreviewSchema,
  type DirectoryService,
  type PreviewReferral,
  type ReferenceData,
} from '@an-tam/contracts';
import { caseWork, type BrowserSession } from '../client/index.js';
import { addDays } from '../plan-calendar.js';
import { wordingOf } from './first-contact.js';
import { beyondAlias, type Stage } from './stage.js';

export interface SentReferral {
  readonly id: string;
  readonly consentId: string;
  readonly service: DirectoryService;
}

async function refer(
  stage: Stage,
  worker: BrowserSession,
  caseId: string,
  reference: ReferenceData,
  needCode: string,
): Promise<SentReferral> {
  const { narrator, canaries } = stage;
  const path = `/api/referral/directory/services?needCode=${needCode}`;
  const { services } = (await worker.get(path)).body(directoryListSchema);
  const service = narrator.found(
    services.find((s) => s.partnerKey),
    `the directory has a service that can take it (${needCode})`,
  );
  narrator.say(`chosen: ${service.name}, ${service.organisation.name}`);
  const need = reference.needs.find((n) => n.code === needCode);
  const dataCategories = need?.dataCategories.filter((c) => c.ticked).map((c) => c.code) ?? [];
  const target = {
    organisationId: service.organisation.id,
    serviceId: service.id,
    needCode,
    urgency: 'routine' as const,
  };
  const preview: PreviewReferral = { ...target, dataCategories };
  const previewAnswer = await worker.post(`/api/intake/cases/${caseId}/referral-previews`, preview);
  const { fields } = previewAnswer.body(packetPreviewSchema);
  const shown = fields.map((f) => f.value).join(' ');
  narrator.check(
    !beyondAlias(canaries).some((value) => shown.includes(value)),
    `"Nơi nhận sẽ biết" lists ${fields.map((f) => f.field).join(', ')}: no name, nothing she is found by`,
  );
  const consent = await caseWork.consent(worker, caseId, {
    purpose: 'referral',
    recipientOrganisationId: service.organisation.id,
    dataCategories,
    form: 'electronic_tap',
    wordingVersion: wordingOf(reference, 'referral'),
  });
  narrator.say(`she consents to exactly that, for this recipient, until ${consent.expiresOn}`);
  const referral = await caseWork.refer(worker, caseId, { ...target, consentId: consent.id });
  stage.enter({
    'consent.terms': 'electronic_tap',
    'case_referral.need_code': needCode,
    'case_referral.requested_on': stage.today,
  });
  narrator.say(`sent: ${service.name}, state ${referral.state}`);
  return { id: referral.id, consentId: consent.id, service };
}

/** Step 2: needs, then two referrals, each with a consent for that recipient and those data. */
export async function needAndReferral(
  stage: Stage,
  caseId: string,
  reference: ReferenceData,
): Promise<{ health: SentReferral; legal: SentReferral }> {
  const { narrator } = stage;
  await narrator.tell('Hỏi nhanh nhu cầu: a case manager screens needs', async () => {
    const manager = await stage.as('centre-1', 'case_manager');
    const questionnaire = await caseWork.questionnaire(manager);
    const screening = await caseWork.screen(manager, caseId, {
      questionnaire: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      screenedOn: addDays(stage.period.to, -15),
      answers: {
        safe_to_talk: 'yes',
        need_health: 'soon',
        need_legal: 'soon',
        wants_support: 'yes',
        birth_year: 1995,
        sex: 'prefer_not_to_say',
        target_group: 'PERSON_SELLING_SEX',
      },
    });
    narrator.check(
      screening.needs
        .map((n) => n.code)
        .sort()
        .join() === 'health,legal',
      `needs found by ${questionnaire.id} version ${questionnaire.version}: health, legal; skipped questions stay skipped`,
    );
    narrator.check(screening.eligible, 'she is in need and eligible');
    const servedOn = addDays(stage.period.to, -10);
    const followUp = { occurredOn: servedOn, channel: 'FACILITY', servicesDelivered: ['HIV_HARM_REDUCTION'] };
    await caseWork.followUp(manager, caseId, followUp);
    narrator.say('a service of the centre itself is noted in the file');
    stage.enter({
      'screening.content': ['safe_to_talk', 'need_health', 'need_legal'],
      'client.target_group': 'PERSON_SELLING_SEX',
      'client.sex': 'prefer_not_to_say',
      'follow_up.content': ['HIV_HARM_REDUCTION', servedOn],
    });
    const { version } = await caseWork.read(manager, caseId);
    const path = `/api/intake/cases/${caseId}`;
    const communeCode = reference.communes[1]?.code;
    (await manager.send('PATCH', path, { version, communeCode })).expect(200);
    const stale = await manager.send('PATCH', path, { version, communeCode: reference.communes[2]?.code });
    narrator.check(
      stale.status === 409 && typeof stale.problem.details?.['currentVersion'] === 'number',
      'writing on an old version of the file is refused (409) with the current version',
    );
  });

  const health = await narrator.tell('Chuyển gửi: a referral to the clinic, with her consent for it', async () =>
    refer(stage, await stage.as('centre-1', 'case_manager'), caseId, reference, 'health'),
  );
  const legal = await narrator.tell('Chuyển gửi: a second one to legal aid, with a consent of its own', async () =>
    refer(stage, await stage.as('centre-1', 'case_manager'), caseId, reference, 'legal'),
  );
  return { health, legal };
}
