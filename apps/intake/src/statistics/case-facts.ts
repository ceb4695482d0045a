import { createHmac } from 'node:crypto';
import type { CaseReferralView, ConsentView, FollowUpView, ScreeningView } from '@an-tam/contracts';
import type { CountedEvent, ServiceKind } from '@an-tam/disclosure-control';
import { normalise, NormaliseError } from '@an-tam/field-encryption';
import type { CaseContent, ClientContent } from '../case-access/index.js';
import type { ServiceKinds } from './service-kinds.js';

/** What closed periods of a plan year counted of a case. */
export interface CountedShare {
  readonly unit: string;
  readonly events: readonly CountedEvent[];
  /** False: the person was counted through another file that was linked to this one. */
  readonly holder: boolean;
}

/** When a row was entered, beside what it says. */
type Entered<T> = T & { readonly enteredAt: Date };

/** A case as the counting job opened it; of the client only what is counted or linked by. */
export interface OpenedCase {
  readonly caseId: string;
  readonly status: 'open' | 'closed';
  /** The file of the same person that this one was folded into. */
  readonly mergedIntoId: string | null;
  readonly content: Pick<CaseContent, 'communeCode' | 'openedOn'>;
  readonly client: Pick<ClientContent, 'phone' | 'birthYear' | 'targetGroup'>;
  readonly consents: readonly ConsentView[];
  readonly screenings: readonly Entered<Pick<ScreeningView, 'screenedOn' | 'inNeed' | 'eligible'>>[];
  readonly followUps: readonly Entered<Pick<FollowUpView, 'occurredOn' | 'servicesDelivered'>>[];
  readonly referrals: readonly Pick<CaseReferralView, 'needCode' | 'state' | 'deliveredOn'>[];
  readonly counted: CountedShare | null;
}

export interface StateFact {
  readonly on: string;
  readonly enteredAt: Date;
  readonly inNeed: boolean;
  readonly eligible: boolean;
}

export interface ServiceFact {
  readonly kind: 'reached' | 'used';
  readonly on: string;
  /** Null for what a partner reported: the row does not say when the report came. */
  readonly enteredAt: Date | null;
  readonly serviceKind: ServiceKind;
}

/** One case, as far as counting needs it; nothing here names anybody. */
export interface CaseFacts {
  readonly caseId: string;
  readonly mergedIntoId: string | null;
  /** The file is closed: its needs are not carried into another plan year. */
  readonly closed: boolean;
  readonly unit: string;
  readonly openedOn: string;
  readonly identifiers: readonly string[];
  readonly targetGroup: string | null;
  readonly birthYear: number | null;
  /** Day of the first standing consent to statistics. */
  readonly consentOn: string | null;
  /** Oldest first. */
  readonly states: readonly StateFact[];
  readonly services: readonly ServiceFact[];
  readonly counted: CountedShare | null;
}

/** How one counting run looks at cases. */
export interface CountingView {
  readonly kinds: ServiceKinds;
  /** Day of the counting: a consent must stand on it. */
  readonly today: string;
  /** Random, made for this run and forgotten with it. */
  readonly linkKey: Uint8Array;
}

export function factsOf(opened: OpenedCase, view: CountingView): CaseFacts {
  const { client, content } = opened;
  return {
    caseId: opened.caseId,
    mergedIntoId: opened.mergedIntoId,
    closed: opened.status === 'closed',
    unit: content.communeCode,
    openedOn: content.openedOn,
    identifiers: identifiersOf(client.phone, view.linkKey),
    targetGroup: client.targetGroup,
    birthYear: client.birthYear,
    consentOn: consentDay(opened.consents, view.today),
    states: opened.screenings
      .map(({ screenedOn, inNeed, eligible, enteredAt }) => ({ on: screenedOn, inNeed, eligible, enteredAt }))
      .sort((a, b) => a.on.localeCompare(b.on) || a.enteredAt.getTime() - b.enteredAt.getTime()),
    services: [...ownServices(opened, view.kinds), ...partnerServices(opened, view.kinds)],
    counted: opened.counted,
  };
}

/** Kind and value are hashed together under the key of the run, so that kinds never collide and nothing can be kept. */
function identifiersOf(phone: string | null, linkKey: Uint8Array): string[] {
  if (phone === null) return [];
  try {
    return [
      createHmac('sha256', linkKey)
        .update(`phone\0${normalise('phone', phone)}`)
        .digest('base64url'),
    ];
  } catch (error) {
    if (error instanceof NormaliseError) return [];
    throw error;
  }
}

function consentDay(consents: readonly ConsentView[], today: string): string | null {
  const standing = consents.filter(
    (consent) => consent.purpose === 'statistics' && consent.withdrawnOn === null && consent.expiresOn >= today,
  );
  return standing.map(({ givenOn }) => givenOn).sort()[0] ?? null;
}

function ownServices({ followUps }: OpenedCase, kinds: ServiceKinds): ServiceFact[] {
  return followUps.flatMap(({ occurredOn, servicesDelivered, enteredAt }) =>
    servicesDelivered.map((code) => ({
      kind: 'reached' as const,
      on: occurredOn,
      enteredAt,
      serviceKind: kinds.ofService(code),
    })),
  );
}

/** A referral that the partner completed: a service delivered, and used by its own confirmation. */
function partnerServices({ referrals }: OpenedCase, kinds: ServiceKinds): ServiceFact[] {
  return referrals.flatMap(({ state, deliveredOn, needCode }) =>
    state === 'completed' && deliveredOn !== null
      ? [{ kind: 'used' as const, on: deliveredOn, enteredAt: null, serviceKind: kinds.ofDomain(needCode) }]
      : [],
  );
}
