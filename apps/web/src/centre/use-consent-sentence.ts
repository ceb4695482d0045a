import type { ConsentView, ReferenceData } from '@an-tam/contracts';
import { useCaseText } from './case-texts.js';
import { useDirectory } from './centre-api.js';
import { useLabels } from './labels.js';

/** Whether a consent still gives anything: neither withdrawn nor past its last day. */
export const stands = (consent: ConsentView, today: string): boolean =>
  consent.withdrawnOn === null && consent.expiresOn >= today;

/** Says a consent as one plain sentence: what, to whom. */
export function useConsentSentence(reference: ReferenceData): (consent: ConsentView) => string {
  const t = useCaseText();
  const labelOf = useLabels();
  const directory = useDirectory();
  const categories = reference.needs.flatMap((need) => need.dataCategories);
  const nameOf = (organisationId: string | null) =>
    directory.data?.services.find(({ organisation }) => organisation.id === organisationId)?.organisation.name ??
    t('partner');
  return (consent) =>
    t(`consent.${consent.purpose}`, {
      who: nameOf(consent.recipientOrganisationId),
      what: consent.dataCategories.map((code) => labelOf(categories, code).toLocaleLowerCase('vi')).join(', '),
    });
}
