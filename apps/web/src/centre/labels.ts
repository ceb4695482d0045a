import type { Choice } from '@an-tam/contracts';
import { usePick } from '../i18n/define-texts.js';

/** Finds the label of a code in a list of the reference data; an unknown code stays readable as itself. */
export function useLabels(): (choices: readonly Pick<Choice, 'code' | 'label'>[], code: string) => string {
  const pick = usePick();
  return (choices, code) => {
    const found = choices.find((choice) => choice.code === code);
    return found ? pick(found.label) : code;
  };
}
