import type { AccessFinding } from '@an-tam/contracts';
import { StateWord, type Tone } from '../parts/state-word.js';
import { useReviewText } from './review-texts.js';

const tones: Readonly<Record<AccessFinding['state'], Tone>> = {
  open: 'urgent',
  follow_up: 'urgent',
  explained: 'good',
  settled: 'calm',
};

export function FindingState({ state }: Pick<AccessFinding, 'state'>) {
  const t = useReviewText();
  return <StateWord tone={tones[state]}>{t(`state.${state}`)}</StateWord>;
}
