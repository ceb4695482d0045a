import { directoryListSchema, referenceDataSchema, type DirectoryService, type ReferenceData } from '@an-tam/contracts';
import { BrowserSession, caseWork, partnerWork, type SignInSecrets } from '../client/index.js';
import { accountOf, type DemoCast } from '../demo-accounts.js';
import { planCaseload, type PlannedPerson } from './caseload-plan.js';
import { runBounded } from './run-bounded.js';

export interface LoadSettings {
  readonly url: string;
  readonly cast: DemoCast;
  readonly secrets: SignInSecrets;
  readonly province: string;
  readonly people: number;
  readonly seed: number;
  /** First day of the events; the last one is the product's business day or `to`. */
  readonly from: (today: string) => string;
  readonly to?: string;
}

export interface LoadSummary {
  people: number;
  contacts: number;
  screenings: number;
  followUps: number;
  referrals: number;
  delivered: number;
  communes: number;
  communesBelowTen: number;
}

/** Requests at a time: enough to keep two cores busy, few enough to leave room for people at work. */
const width = 8;
const wording = (reference: ReferenceData, purpose: string) => {
  const found = reference.consentWordings.find((w) => w.purpose === purpose);
  if (!found) throw new Error(`config/consent has no wording for ${purpose}`);
  return found.version;
};

/** Staff at work, each with a session of their own. */
interface Desks {
  readonly outreach: BrowserSession;
  readonly managers: Readonly<Record<PlannedPerson['centre'], BrowserSession>>;
  readonly partners: Readonly<Record<'health' | 'legal', BrowserSession>>;
}

async function openDesks({ url, cast, secrets }: LoadSettings): Promise<Desks> {
  const signIn = (organisation: string, role: Parameters<typeof accountOf>[2]) =>
    BrowserSession.signIn(url, accountOf(cast, organisation, role).account, secrets);
  return {
    outreach: await signIn('centre-1', 'outreach_worker'),
    managers: {
      'centre-1': await signIn('centre-1', 'case_manager'),
      'centre-2': await signIn('centre-2', 'case_manager'),
    },
    partners: {
      health: await signIn('clinic', 'partner_worker'),
      legal: await signIn('legal-aid', 'partner_worker'),
    },
  };
}

/** Fills a province through the product's public API, so that everything is sealed and audited as real work is. */
export class CaseloadLoader {
  private constructor(
    private readonly desks: Desks,
    private readonly reference: ReferenceData,
    private readonly directory: readonly DirectoryService[],
    readonly plan: readonly PlannedPerson[],
    private readonly summary: LoadSummary,
  ) {}

  static async prepare(settings: LoadSettings): Promise<CaseloadLoader> {
    const desks = await openDesks(settings);
    const manager = desks.managers['centre-1'];
    const province = manager.person.organisation.provinceCode;
    if (province !== settings.province)
      throw new Error(`the demo centres belong to province ${province}, not ${settings.province}`);
    const reference = (await manager.get('/api/intake/reference-data')).body(referenceDataSchema);
    const { services } = (await manager.get('/api/referral/directory/services')).body(directoryListSchema);
    const to = settings.to ?? reference.today;
    const communes = reference.communes.map((c) => c.code);
    const plan = planCaseload({ ...settings, from: settings.from(to), to, communes, reference });
    const perCommune = new Map<string, number>();
    for (const { communeCode } of plan) perCommune.set(communeCode, (perCommune.get(communeCode) ?? 0) + 1);
    const summary: LoadSummary = {
      people: 0,
      contacts: 0,
      screenings: 0,
      followUps: 0,
      referrals: 0,
      delivered: 0,
      communes: perCommune.size,
      communesBelowTen: [...perCommune.values()].filter((n) => n < 10).length,
    };
    return new CaseloadLoader(desks, reference, services, plan, summary);
  }

  /** @param progress is told after each person how many are done */
  async run(progress: (done: number, of: number) => void): Promise<LoadSummary> {
    await runBounded(this.plan, width, async (person) => {
      await this.loadPerson(person);
      this.summary.people += 1;
      progress(this.summary.people, this.plan.length);
    });
    return this.summary;
  }

  private async loadPerson(person: PlannedPerson): Promise<void> {
    const worker = this.desks.managers[person.centre];
    await this.noteContacts(person);
    const spoken = (purpose: string) => ({ form: 'spoken' as const, wordingVersion: wording(this.reference, purpose) });
    const { id } = await caseWork.open(worker, {
      alias: person.alias,
      ...(person.phone && { phone: person.phone }),
      ...(person.birthYear && { birthYear: person.birthYear }),
      communeCode: person.communeCode,
      channel: person.channel,
      openedOn: person.openedOn,
      consent: spoken('case_management'),
      ...(person.statisticsConsent && { statisticsConsent: spoken('statistics') }),
    });
    if (person.screening) {
      const questionnaire = await caseWork.questionnaire(worker);
      await caseWork.screen(worker, id, {
        questionnaire: questionnaire.id,
        questionnaireVersion: questionnaire.version,
        screenedOn: person.screening.on,
        answers: person.screening.answers,
      });
      this.summary.screenings += 1;
    }
    for (const { on, channel, services } of person.followUps) {
      await caseWork.followUp(worker, id, { occurredOn: on, channel, servicesDelivered: [...services] });
      this.summary.followUps += 1;
    }
    if (person.referral) await this.refer(worker, id, person.referral);
  }

  private async noteContacts(person: PlannedPerson): Promise<void> {
    for (let n = 0; n < person.contacts; n += 1) {
      const contact = {
        occurredOn: person.openedOn,
        channel: person.channel,
        given: ['INFORMATION'],
        followUpWanted: true,
      };
      (await this.desks.outreach.post('/api/intake/contacts', contact)).expect(201);
      this.summary.contacts += 1;
    }
  }

  private async refer(
    worker: BrowserSession,
    caseId: string,
    { needCode, answered }: NonNullable<PlannedPerson['referral']>,
  ): Promise<void> {
    const service = this.directory.find((s) => s.needCode === needCode && s.partnerKey);
    const need = this.reference.needs.find((n) => n.code === needCode);
    if (!service || !need) throw new Error(`no partner of the demo can receive a referral for ${needCode}`);
    const consent = await caseWork.consent(worker, caseId, {
      purpose: 'referral',
      recipientOrganisationId: service.organisation.id,
      dataCategories: need.dataCategories.filter((c) => c.ticked).map((c) => c.code),
      form: 'electronic_tap',
      wordingVersion: wording(this.reference, 'referral'),
    });
    const referral = await caseWork.refer(worker, caseId, {
      organisationId: service.organisation.id,
      serviceId: service.id,
      needCode,
      urgency: 'routine',
      consentId: consent.id,
    });
    this.summary.referrals += 1;
    if (!answered) return;
    const partner = this.desks.partners[needCode];
    const received = await partnerWork.received(partner, referral.id);
    const { version } = await partnerWork.decide(partner, referral.id, { step: 'accept', version: received.version });
    await partnerWork.decide(partner, referral.id, { step: 'complete', version, deliveredOn: this.reference.today });
    this.summary.delivered += 1;
  }
}
