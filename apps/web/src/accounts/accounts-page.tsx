import type { AccountView } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignedIn } from '../api/session.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useShellText } from '../shell/shell-texts.js';
import { endMembership, inviteAgain, useAccounts } from './accounts-api.js';
import { useAccountsText } from './accounts-texts.js';
import { AskFactorReset } from './ask-factor-reset.js';
import { FactorResetSection } from './factor-reset-section.js';
import { HandOver } from './hand-over.js';
import { InviteForm } from './invite-form.js';
import { RoleForm } from './role-form.js';
import { TeamChoice } from './team-choice.js';
import { TeamSection } from './team-section.js';

/** An administrator sees and changes who belongs to the organisation; nothing of their work. */
export default function AccountsPage() {
  const t = useAccountsText();
  const accounts = useAccounts();
  const { organisation } = useSignedIn();
  return (
    <Page place={t('place')} lead={t('lead')}>
      <QueryState query={accounts}>
        {({ accounts: rows }) =>
          rows.length === 0 ? (
            <QuietNote icon={<IconUsers size={32} />} title={t('empty')} />
          ) : (
            <RowList label={t('place')}>
              {rows.map((row) => (
                <Row key={row.id}>
                  <Member row={row} />
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryState>
      <FactorResetSection quiet />
      {organisation.kind === 'social_work_centre' ? <TeamSection /> : null}
      <InviteForm />
    </Page>
  );
}

function Member({ row }: { readonly row: AccountView }) {
  const t = useAccountsText();
  const shell = useShellText();
  const { accountId } = useSignedIn();
  const [changing, setChanging] = useState(false);
  const again = useMutation({ gcTime: 0, mutationFn: inviteAgain });
  const end = useMutation({ mutationFn: endMembership });
  const name = row.displayName;
  const state = row.disabled ? 'disabled' : row.enrolled ? 'active' : 'invited';
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {row.roles.map((role) => shell(`role.${role}`)).join(', ')}
          </Text>
        </div>
        <StateWord tone={state === 'active' ? 'good' : 'calm'}>{t(state)}</StateWord>
        {row.id === accountId ? (
          <StateWord>{t('you')}</StateWord>
        ) : (
          <Group gap="xs">
            {row.enrolled ? (
              <AskFactorReset id={row.id} name={name} />
            ) : (
              <ConfirmAction
                label={t('again')}
                accessibleLabel={t('againOf', { name })}
                title={t('againOf', { name })}
                consequence={t('handOver')}
                busy={again.isPending}
                onConfirm={() => again.mutate(row.id)}
              />
            )}
            <TeamChoice row={row} />
            <RoleForm row={row} opened={changing} onOpen={setChanging} />
            <ConfirmAction
              label={t('end')}
              accessibleLabel={t('endOf', { name })}
              title={t('endOf', { name })}
              consequence={t('endConsequence')}
              danger
              busy={end.isPending}
              onConfirm={() => end.mutate(row.id)}
            />
          </Group>
        )}
      </Group>
      {again.data ? <HandOver invited={again.data} onDone={() => again.reset()} /> : null}
      <ProblemNote error={again.error ?? end.error} />
    </div>
  );
}
