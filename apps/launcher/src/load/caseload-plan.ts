import type { ReferenceData, ScreeningAnswers } from '@an-tam/contracts';
import { RandomStream } from './random-stream.js';

export interface CaseloadSettings {
  readonly seed: number;
  readonly people: number;
  /** First day and last day of the events, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly communes: readonly string[];
  readonly reference: Pick<ReferenceData, 'channels' | 'services'>;
}

export interface PlannedPerson {
  readonly number: number;
  readonly centre: 'centre-1' | 'centre-2';
  readonly alias: string;
  readonly phone: string | undefined;
  readonly birthYear: number | undefined;
  readonly communeCode: string;
  readonly channel: string;
  readonly openedOn: string;
  readonly statisticsConsent: boolean;
  readonly screening: { readonly on: string; readonly answers: ScreeningAnswers } | undefined;
  readonly followUps: readonly {
    readonly on: string;
    readonly channel: string;
    readonly services: readonly string[];
  }[];
  /** Referred to a partner for this need; `answered`: the partner accepts and delivers. */
  readonly referral: { readonly needCode: 'health' | 'legal'; readonly answered: boolean } | undefined;
  /** Quick contacts noted before the file was opened. */
  readonly contacts: number;
}

const aliases = [
  'Sen',
  'Cúc',
  'Lan',
  'Mai',
  'Trúc',
  'Đào',
  'Huệ',
  'Nhài',
  'Sim',
  'Bưởi',
  'Quế',
  'Gạo',
  'Khế',
  'Thị',
  'Súng',
];

/** Needs as people name them, with the services that answer each. */
const needs = [
  { question: 'need_health', domain: 'health', weight: 6 },
  { question: 'need_legal', domain: 'legal', weight: 2 },
  { question: 'need_work', domain: 'work', weight: 3 },
  { question: 'need_loan', domain: 'loan', weight: 1 },
  { question: 'need_psychosocial', domain: 'psychosocial', weight: 2 },
] as const;

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** Channels in which a person is met; others are for the public at large. */
const meetingChannels = ['OUTREACH_COMMUNITY', 'PEER_GROUP', 'COMMUNITY_POINT', 'HOTLINE', 'ONLINE', 'FACILITY'];

/**
 * A plausible caseload, decided by the seed alone: a few communes hold most people, most communes fewer than ten;
 * most people are screened, most of those in need get at least one service later.
 */
export function planCaseload(settings: CaseloadSettings): PlannedPerson[] {
  const random = new RandomStream(settings.seed);
  const communes = random.shuffled(settings.communes);
  const channels = settings.reference.channels.map((c) => c.code).filter((c) => meetingChannels.includes(c));
  const servicesOf = new Map(needs.map((n) => [n.domain, servicesIn(settings, n.domain)]));
  return Array.from({ length: settings.people }, (_, index) => {
    const first = dayNumber(settings.from);
    const last = dayNumber(settings.to);
    const opened = random.whole(first, last);
    const need = random.weighted(needs, (n) => n.weight);
    const screened = random.chance(0.92);
    const screenedDay = Math.min(opened + random.whole(0, 10), last);
    const helped = screened && random.chance(0.8);
    const services = servicesOf.get(need.domain) ?? [];
    const birthYear = random.chance(0.95) ? Number(settings.to.slice(0, 4)) - random.whole(19, 49) : undefined;
    const centre = random.chance(0.6) ? 'centre-1' : 'centre-2';
    const referable = need.domain === 'health' || need.domain === 'legal' ? need.domain : undefined;
    return {
      number: index + 1,
      centre,
      alias: `${random.pick(aliases)} ${index + 1}`,
      phone: random.chance(0.4) ? `0900${String(random.whole(0, 999_999)).padStart(6, '0')}` : undefined,
      birthYear,
      communeCode: random.weighted(communes, (_commune, rank) => 1 / (rank + 1.5) ** 1.15),
      channel: random.pick(channels),
      openedOn: dayOf(opened),
      statisticsConsent: random.chance(0.93),
      screening: screened
        ? { on: dayOf(screenedDay), answers: answersFor(random, need.question, birthYear) }
        : undefined,
      followUps: helped
        ? Array.from({ length: random.whole(1, 3) }, (_visit, visit) => ({
            on: dayOf(Math.min(screenedDay + 7 * visit + random.whole(0, 6), last)),
            channel: random.pick(channels),
            services: [random.pick(services)],
          }))
        : [],
      referral:
        screened && centre === 'centre-1' && referable && random.chance(0.2)
          ? { needCode: referable, answered: random.chance(0.7) }
          : undefined,
      contacts: random.whole(0, 2),
    };
  });
}

function servicesIn(settings: CaseloadSettings, domain: string): string[] {
  const codes = settings.reference.services.filter((s) => s.domain === domain).map((s) => s.code);
  if (codes.length === 0) throw new RangeError(`config/taxonomy has no service of domain ${domain}`);
  return codes;
}

function answersFor(random: RandomStream, question: string, birthYear: number | undefined): ScreeningAnswers {
  return {
    safe_to_talk: 'yes',
    safe_tonight: 'yes',
    [question]: random.chance(0.15) ? 'today' : 'soon',
    wants_support: random.chance(0.95) ? 'yes' : 'no',
    lives_or_works_here: random.chance(0.97) ? 'yes' : 'prefer_not_to_say',
    ...(birthYear !== undefined && { birth_year: birthYear }),
    ...(random.chance(0.8) && { sex: random.weighted(['female', 'male', 'other'], (_sex, i) => [80, 12, 8][i] ?? 1) }),
    ...(random.chance(0.92) && { target_group: 'PERSON_SELLING_SEX' }),
  };
}
