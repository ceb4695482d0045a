import type { ConcernContentView } from '@an-tam/contracts';
import type { ConcernPlace } from './safety-api.js';

/** A part of the page of one concern. */
export interface SafetyPartProps {
  readonly place: ConcernPlace;
  readonly content: ConcernContentView;
  readonly mayChange: boolean;
}
