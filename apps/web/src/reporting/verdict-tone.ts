import type { CoverageView } from '@an-tam/contracts';
import type { Tone } from '../parts/state-word.js';

export const toneOfVerdict: Readonly<Record<CoverageView['verdict'], Tone>> = {
  met: 'good',
  not_met: 'danger',
  borderline: 'urgent',
  no_figure: 'calm',
};
