import { useCentres } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';

/** Says which centre an id is. */
export function useCentreName(): (centreId: string) => string {
  const t = useHandoverText();
  const { data } = useCentres();
  return (centreId) => data?.centres.find(({ id }) => id === centreId)?.name ?? t('unknownCentre');
}
