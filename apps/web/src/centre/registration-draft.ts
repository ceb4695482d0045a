import type { Circumstances, OpenCase, ReferenceData, SafeReach } from '@an-tam/contracts';
import { useSignedIn } from '../api/session.js';
import { keepWork, useKeptWork } from '../shell/kept-work.js';
import { noFurtherIdentifiers, type FurtherIdentifiers } from './further-identifiers.js';

type ConsentForm = OpenCase['consent']['form'];

/** A file that is being opened, as typed. */
export interface RegistrationDraft extends FurtherIdentifiers {
  readonly form: ConsentForm | null;
  readonly alias: string;
  /** Null: not asked. */
  readonly reach: SafeReach | null;
  readonly phone: string;
  readonly communeCode: string | null;
  readonly channel: string;
  /** What was noted before the file: services she received at this first meeting. */
  readonly given: readonly string[];
  readonly household: string | number;
  readonly children: string | number;
  readonly languages: readonly string[];
  readonly name: string;
  readonly birthYear: string | number;
  /** Whom another unit introduced and who has agreed to a file. */
  readonly pendingContactId: string | null;
  readonly statistics: boolean;
  readonly statisticsForm: ConsentForm | null;
}

export const emptyDraft: RegistrationDraft = {
  form: null,
  alias: '',
  reach: null,
  phone: '',
  communeCode: null,
  channel: '',
  given: [],
  household: '',
  children: '',
  languages: [],
  name: '',
  ...noFurtherIdentifiers,
  birthYear: '',
  pendingContactId: null,
  statistics: false,
  statisticsForm: null,
};

/** The draft of the signed-in person; it outlives the page, an error and an ended session, not the tab. */
export function useRegistrationDraft() {
  const { accountId } = useSignedIn();
  const kept = useKeptWork<RegistrationDraft>(accountId);
  const draft = kept ?? emptyDraft;
  return {
    draft,
    isBegun: kept !== null,
    change: (part: Partial<RegistrationDraft>) => keepWork(accountId, { ...draft, ...part }),
    /** Begins anew, with what is known already. */
    begin: (known: Partial<RegistrationDraft>) => keepWork(accountId, { ...emptyDraft, ...known }),
    forget: () => keepWork(accountId, null),
  };
}

/** The pages of the registration, one question each. The file can be opened from `place` on. */
export const registrationSteps = [
  'limits',
  'consent',
  'alias',
  'reach',
  'place',
  'life',
  'further',
  'figures',
] as const;
export type RegistrationStep = (typeof registrationSteps)[number];

const fieldsOf: Readonly<Record<RegistrationStep, readonly string[]>> = {
  limits: [],
  consent: ['consent'],
  alias: ['alias'],
  reach: ['reach', 'phone'],
  place: ['communeCode', 'channel', 'given', 'openedOn'],
  life: ['circumstances'],
  further: ['name', 'birthYear', 'documentNumber', 'email', 'uic'],
  figures: ['statisticsConsent'],
};

/** The page on which a field of the contract is asked for, by its number. */
export function stepAsking(field: string): number {
  const top = field.split('.')[0] ?? '';
  return registrationSteps.findIndex((step) => fieldsOf[step].includes(top));
}

export const wordingFor = (reference: ReferenceData, purpose: 'case_management' | 'statistics') =>
  reference.consentWordings.find((wording) => wording.purpose === purpose);

const countOf = (typed: string | number) => (typed === '' ? null : Number(typed));

function circumstancesOf({ household, children, languages }: RegistrationDraft): Circumstances | undefined {
  if (household === '' && children === '' && languages.length === 0) return undefined;
  return { household: countOf(household), children: countOf(children), languages: [...languages] };
}

/** What goes to the service: an empty optional field is absent, never an empty text. */
export function bodyOf(draft: RegistrationDraft, reference: ReferenceData) {
  const consent = (form: ConsentForm | null, purpose: 'case_management' | 'statistics') => ({
    form: form ?? undefined,
    wordingVersion: wordingFor(reference, purpose)?.version ?? '',
  });
  return {
    alias: draft.alias,
    name: draft.name.trim() || undefined,
    phone: draft.phone.trim() || undefined,
    documentNumber: draft.documentNumber.trim() || undefined,
    email: draft.email.trim() || undefined,
    uic: draft.uic.trim() || undefined,
    birthYear: draft.birthYear === '' ? undefined : Number(draft.birthYear),
    communeCode: draft.communeCode ?? '',
    channel: draft.channel,
    openedOn: reference.today,
    given: [...draft.given],
    reach: draft.reach ?? undefined,
    circumstances: circumstancesOf(draft),
    consent: consent(draft.form, 'case_management'),
    pendingContactId: draft.pendingContactId ?? undefined,
    statisticsConsent: draft.statistics ? consent(draft.statisticsForm, 'statistics') : undefined,
  };
}
