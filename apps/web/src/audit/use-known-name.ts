import { useColleagues } from '../centre/need-to-know-api.js';

/** The name of a colleague who works with files; undefined for everybody else, and where names are not told. */
export function useKnownName(): (accountId: string) => string | undefined {
  const { data } = useColleagues();
  return (accountId) => data?.colleagues.find(({ id }) => id === accountId)?.displayName;
}

/** Whom a list of people offers, one of them whatever the names say. */
export function usePeople(): (chosen: string) => { readonly value: string; readonly label: string }[] {
  const { data } = useColleagues();
  return (chosen) => {
    const known = (data?.colleagues ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }));
    const isKnown = chosen === '' || known.some(({ value }) => value === chosen);
    return isKnown ? known : [...known, { value: chosen, label: `${chosen.slice(0, 4)}…` }];
  };
}
