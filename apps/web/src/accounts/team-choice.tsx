import type { AccountView } from '@an-tam/contracts';
import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../parts/problem-note.js';
import { setMemberTeam, useTeams } from './accounts-api.js';
import { useAccountsText } from './accounts-texts.js';

/** Which team a member is in; nothing in an organisation without teams. */
export function TeamChoice({ row }: { readonly row: AccountView }) {
  const t = useAccountsText();
  const teams = useTeams().data?.teams ?? [];
  const move = useMutation({ mutationFn: setMemberTeam });
  if (teams.length === 0) return null;
  return (
    <div>
      <NativeSelect
        aria-label={t('teamOf', { name: row.displayName })}
        value={row.teamId ?? ''}
        disabled={move.isPending}
        onChange={(event) => move.mutate({ id: row.id, teamId: event.currentTarget.value || null })}
        data={[{ value: '', label: t('noTeam') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <ProblemNote error={move.error} />
    </div>
  );
}
