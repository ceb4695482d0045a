import type { FactorResetView } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSignedIn } from '../api/session.js';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useAccountsText } from './accounts-texts.js';
import { approveFactorReset, cancelFactorReset, useFactorResets } from './factor-reset-api.js';
import { HandOver } from './hand-over.js';

/** Open requests of the organisation. `quiet`: nothing is shown while there is none. */
export function FactorResetSection({ quiet = false }: { readonly quiet?: boolean }) {
  const t = useAccountsText();
  const resets = useFactorResets();
  const language = useLanguage();
  const approve = useMutation({ gcTime: 0, mutationFn: approveFactorReset });
  if (quiet && resets.data?.factorResets.length === 0) return null;
  return (
    <Section title={t('resets')}>
      <Text c="dimmed">{t('resetsLead')}</Text>
      <QueryState query={resets}>
        {({ factorResets: rows }) =>
          rows.length === 0 ? (
            <Text>{t('noResets')}</Text>
          ) : (
            <RowList label={t('resets')}>
              {rows.map((row) => (
                <Row key={row.id}>
                  <Request row={row} busy={approve.isPending} onApprove={() => approve.mutate(row.id)} />
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryState>
      <ProblemNote error={approve.error} />
      {approve.data ? (
        <HandOver
          invited={approve.data}
          lead={t('handOverReset', { when: sayInstant(approve.data.opensAt, language) })}
          onDone={() => approve.reset()}
        />
      ) : null}
    </Section>
  );
}

interface RequestProps {
  readonly row: FactorResetView;
  readonly busy: boolean;
  readonly onApprove: () => void;
}

function Request({ row, busy, onApprove }: RequestProps) {
  const t = useAccountsText();
  const language = useLanguage();
  const { accountId } = useSignedIn();
  const cancel = useMutation({ mutationFn: cancelFactorReset });
  const name = row.account.displayName;
  const mayApprove = row.state === 'asked' && row.askedBy.id !== accountId && row.account.id !== accountId;
  const when = row.opensAt === null ? '' : sayInstant(row.opensAt, language);
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {t('resetAskedBy', {
              name: row.askedBy.displayName,
              when: sayInstant(row.askedAt, language),
              reason: t(`reason.${row.reason}`),
            })}{' '}
            {row.approvedBy ? t('resetApprovedBy', { name: row.approvedBy.displayName }) : null}
          </Text>
        </div>
        <StateWord tone={row.state === 'asked' ? 'urgent' : 'calm'}>{t(`reset.${row.state}`, { when })}</StateWord>
        <Group gap="xs">
          {mayApprove ? (
            <ConfirmAction
              label={t('approve')}
              accessibleLabel={t('approveOf', { name })}
              title={t('approveOf', { name })}
              consequence={t('approveConsequence')}
              busy={busy}
              onConfirm={onApprove}
            />
          ) : null}
          <ConfirmAction
            label={t('cancelReset')}
            accessibleLabel={t('cancelResetOf', { name })}
            title={t('cancelResetOf', { name })}
            consequence={t('cancelResetConsequence')}
            danger
            busy={cancel.isPending}
            onConfirm={() => cancel.mutate(row.id)}
          />
        </Group>
      </Group>
      <ProblemNote error={cancel.error} />
    </div>
  );
}
