import { urgentAnswerHours, type ReferralState } from '@an-tam/contracts';
import { WrongStateError } from './referral.errors.js';
import { addWorkingDays } from '@an-tam/http';

export type ReferralStep =
  'request' | 'receive' | 'accept' | 'reject' | 'start' | 'hold' | 'resume' | 'complete' | 'fail' | 'cancel' | 'expire';

/** `centre`: the sending side, through its messages. `service`: this service by itself. */
export type ReferralParty = 'centre' | 'partner' | 'service';

/** What must be given with a step. */
export type StepNeed = 'packet' | 'statusReason' | 'deliveredOn';

export interface TransitionRule {
  readonly from: ReferralState;
  readonly step: ReferralStep;
  readonly to: ReferralState;
  readonly who: readonly ReferralParty[];
  readonly needs: readonly StepNeed[];
}

/** States in which the partner has, or may still get, access. */
export const liveStates = ['requested', 'received', 'accepted', 'in-progress', 'on-hold'] as const;

const fromAnyLive = (rule: Omit<TransitionRule, 'from'>): TransitionRule[] =>
  liveStates.map((from) => ({ from, ...rule }));

/** The closed loop, after the states of FHIR Task. What is not here cannot happen. */
export const transitionTable: readonly TransitionRule[] = [
  { from: 'draft', step: 'request', to: 'requested', who: ['centre'], needs: ['packet'] },
  { from: 'requested', step: 'receive', to: 'received', who: ['service'], needs: [] },
  { from: 'received', step: 'accept', to: 'accepted', who: ['partner'], needs: [] },
  // The service rejects by itself what asks for something that is not in the directory.
  { from: 'received', step: 'reject', to: 'rejected', who: ['partner', 'service'], needs: ['statusReason'] },
  { from: 'accepted', step: 'start', to: 'in-progress', who: ['partner'], needs: [] },
  { from: 'in-progress', step: 'hold', to: 'on-hold', who: ['partner'], needs: [] },
  { from: 'on-hold', step: 'resume', to: 'in-progress', who: ['partner'], needs: [] },
  { from: 'in-progress', step: 'complete', to: 'completed', who: ['partner'], needs: ['deliveredOn'] },
  { from: 'in-progress', step: 'fail', to: 'failed', who: ['partner'], needs: ['statusReason'] },
  ...fromAnyLive({ step: 'cancel', to: 'cancelled', who: ['centre'], needs: ['statusReason'] }),
  ...fromAnyLive({ step: 'expire', to: 'expired', who: ['service'], needs: [] }),
];

export function isLive(state: ReferralState): boolean {
  return liveStates.some((live) => live === state);
}

/** Steps one party may take now. */
export function allowedSteps(state: ReferralState, who: ReferralParty): ReferralStep[] {
  return transitionTable.filter((rule) => rule.from === state && rule.who.includes(who)).map((rule) => rule.step);
}

/** @throws WrongStateError naming the steps this party may take. */
export function transitionFor(state: ReferralState, step: ReferralStep, who: ReferralParty): TransitionRule {
  const rule = transitionTable.find((r) => r.from === state && r.step === step && r.who.includes(who));
  if (!rule) throw new WrongStateError({ allowed: allowedSteps(state, who) });
  return rule;
}

const routineWorkingDays = 2;

/** When an answer is due: urgent within hours, routine within working days. */
export function answerDueAt(urgency: 'routine' | 'urgent', requestedAt: Date): Date {
  return urgency === 'urgent'
    ? new Date(requestedAt.getTime() + urgentAnswerHours * 3_600_000)
    : addWorkingDays(requestedAt, routineWorkingDays);
}
