import type { SignInAnswer } from '@an-tam/contracts';

/** One step of a sign-in. What is proved goes to the sign-in service only; what comes back is where to go next. */
export interface StepProps {
  /** Where the steps of this sign-in are sent. */
  readonly interaction: string;
  readonly onAnswer: (answer: SignInAnswer) => void;
}
