import type { CaseView, ExcludedStaff } from '@an-tam/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ProblemError } from '../api/problem-error.js';
import { useSignedIn } from '../api/session.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { ColleagueSelect } from './colleague-select.js';
import { exclude, useExcludedStaff } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';
import { excludedMessage } from './responsible-section.js';
import { useNameOf } from './use-names.js';

const isStale = (error: unknown) => error instanceof ProblemError && error.code === 'STALE_VERSION';

/** "Not this member of staff": her choice, shown and changed on demand. */
export function ExclusionSection({ file }: { readonly file: CaseView }) {
  const t = useNeedToKnowText();
  const [isAsked, setAsked] = useState(false);
  const show = (
    <Button variant="default" size="sm" mih={44} onClick={() => setAsked(true)}>
      {t('showExcluded')}
    </Button>
  );
  return (
    <Section title={t('excluded')} aside={isAsked ? null : show}>
      {isAsked ? <Excluded file={file} /> : <Text c="dimmed">{t('excludedHint')}</Text>}
    </Section>
  );
}

function Excluded({ file }: { readonly file: CaseView }) {
  const t = useNeedToKnowText();
  const nameOf = useNameOf();
  const excluded = useExcludedStaff(file.id);
  const lift = useMutation({
    mutationFn: ({
      list: { version, accountIds },
      lifted,
    }: {
      readonly list: ExcludedStaff;
      readonly lifted: string;
    }) => exclude(file.id, { version, accountIds: accountIds.filter((one) => one !== lifted) }),
  });
  const reload = async () => {
    await excluded.refetch();
    lift.reset();
  };
  return (
    <QueryState query={excluded}>
      {(list) => (
        <>
          {list.accountIds.length === 0 ? (
            <Text c="dimmed">{t('excludedNone')}</Text>
          ) : (
            <RowList label={t('excluded')}>
              {list.accountIds.map((accountId) => (
                <Row key={accountId}>
                  <Text flex="1 1 12rem">{nameOf(accountId)}</Text>
                  <ConfirmAction
                    label={t('lift')}
                    accessibleLabel={t('liftOf', { name: nameOf(accountId) })}
                    title={t('liftOf', { name: nameOf(accountId) })}
                    consequence={t('liftWhat')}
                    busy={lift.isPending && lift.variables.lifted === accountId}
                    onConfirm={() => lift.mutate({ list, lifted: accountId })}
                  />
                </Row>
              ))}
            </RowList>
          )}
          <ProblemNote error={lift.error} onRetry={isStale(lift.error) ? () => void reload() : undefined} />
          <ExcludeForm file={file} list={list} onReload={() => excluded.refetch()} />
        </>
      )}
    </QueryState>
  );
}

interface ExcludeFormProps {
  readonly file: CaseView;
  readonly list: ExcludedStaff;
  readonly onReload: () => Promise<unknown>;
}

function ExcludeForm({ file, list, onReload }: ExcludeFormProps) {
  const t = useNeedToKnowText();
  const navigate = useNavigate();
  const { accountId: own } = useSignedIn();
  const [accountId, setAccount] = useState('');
  const [isMissing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: () => exclude(file.id, { ...list, accountIds: [...list.accountIds, accountId] }),
    // Whoever takes it from themselves has nothing to look at here any more.
    onSuccess: () => (accountId === own ? navigate('/files', { replace: true }) : setAccount('')),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(accountId === '');
    if (accountId !== '') add.mutate();
  };
  const reload = async () => {
    await onReload();
    add.reset();
  };
  const excluded = excludedMessage(add.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" align="flex-start" maw={420}>
        <ColleagueSelect
          label={t('staff')}
          description={t('excludeWhat')}
          value={accountId}
          without={list.accountIds}
          error={isMissing ? t('chooseFirst') : excluded}
          onChange={setAccount}
        />
        {excluded ? null : (
          <ProblemNote error={add.error} onRetry={isStale(add.error) ? () => void reload() : undefined} />
        )}
        <Button type="submit" variant="default" mih={48} loading={add.isPending}>
          {t('exclude')}
        </Button>
      </Stack>
    </form>
  );
}
