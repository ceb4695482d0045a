import type { CaseView, ReferenceData } from '@an-tam/contracts';

/** What every section of a case page shows from. */
export interface CasePartProps {
  readonly file: CaseView;
  readonly reference: ReferenceData;
}
