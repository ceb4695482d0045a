import { useSignedIn } from '../api/session.js';
import { useColleagues } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';

/** Says who an account is; nothing while the names are not there yet. */
export function useNameOf(): (accountId: string) => string {
  const t = useNeedToKnowText();
  const { accountId: own } = useSignedIn();
  const { data, isError } = useColleagues();
  return (accountId) => {
    const name = data?.colleagues.find(({ id }) => id === accountId)?.displayName;
    if (name === undefined) return data || isError ? t('gone') : '…';
    return accountId === own ? t('you', { name }) : name;
  };
}
