import { caseIdentitySchema, contactViewSchema, referenceDataSchema, type ReferenceData } from '@an-tam/contracts';
import { caseWork } from '../client/index.js';
import { addDays } from '../plan-calendar.js';
import type { Stage } from './stage.js';

export function wordingOf(reference: ReferenceData, purpose: string): string {
  const version = reference.consentWordings.find((w) => w.purpose === purpose)?.version;
  if (!version) throw new Error(`no wording for ${purpose}`);
  return version;
}

/** Step 1: a quick contact, then a file with consent. @returns the case id and the lists of the forms. */
export async function firstContact(stage: Stage): Promise<{ caseId: string; reference: ReferenceData }> {
  const { narrator, canaries } = stage;
  const metOn = addDays(stage.period.to, -20);
  const { reference } = await narrator.tell('Ghi nhanh: an outreach worker notes a quick contact', async () => {
    const worker = await stage.as('centre-1', 'outreach_worker');
    const lists = (await worker.get('/api/intake/reference-data')).body(referenceDataSchema);
    narrator.check(lists.today === stage.today, `the product's business day is ${stage.today}`);
    const contact = { occurredOn: metOn, channel: 'OUTREACH_COMMUNITY', given: ['INFORMATION'], followUpWanted: true };
    const noted = (await worker.post('/api/intake/contacts', contact)).body(contactViewSchema);
    narrator.check(noted.given.length === 1, 'the contact holds channel and what was given, nothing about who');
    const wrong = await worker.post('/api/intake/contacts', { ...contact, occurredOn: '2026-02-30' });
    narrator.check(
      wrong.status === 400 && wrong.problem.errors?.[0]?.field === 'occurredOn',
      'a day that does not exist is refused (400) with the field named in both languages',
    );
    return { reference: lists };
  });

  const caseId = await narrator.tell('Mở hồ sơ: she wants continued help, a file is opened with consent', async () => {
    const worker = await stage.as('centre-1', 'outreach_worker');
    const consent = (purpose: string) => ({ form: 'spoken' as const, wordingVersion: wordingOf(reference, purpose) });
    const communeCode = reference.communes[0]?.code ?? '';
    const file = await caseWork.open(worker, {
      ...canaries,
      birthYear: 1995,
      reach: { unsafe: ['visit'], hours: { from: '08:00', to: '17:30' } },
      circumstances: { household: 3, children: 1, languages: ['KHMER'] },
      communeCode,
      channel: 'OUTREACH_COMMUNITY',
      openedOn: metOn,
      consent: consent('case_management'),
      statisticsConsent: consent('statistics'),
    });
    stage.enter({
      'case_file.alias': canaries.alias,
      'case_file.commune_code': communeCode,
      'case_file.channel': 'OUTREACH_COMMUNITY',
      'case_file.opened_on': metOn,
      'client.name': canaries.name,
      'client.phone': canaries.phone,
      'client.document_number': canaries.documentNumber,
      'client.email': canaries.email,
      'client.uic': canaries.uic,
      'case_file.reach': 'visit',
      'client.birth_year': '1995',
      'client.circumstances': 'KHMER',
      'consent.terms': 'spoken',
    });
    narrator.check(file.alias === canaries.alias, `the file has the code ${file.code} and her alias`);
    narrator.check(
      file.consents.some((c) => c.purpose === 'case_management'),
      'her consent stands in the file with its wording',
    );
    const again = await caseWork.read(worker, file.id);
    narrator.check(again.id === file.id, 'the outreach worker can read the file again');
    const identity = (await worker.get(`/api/intake/cases/${file.id}/identity`)).body(caseIdentitySchema);
    narrator.check(identity.name === canaries.name, 'name and phone open on demand only, by a request of their own');
    return file.id;
  });
  return { caseId, reference };
}
