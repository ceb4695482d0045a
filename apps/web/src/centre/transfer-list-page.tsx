import type { CaseTransferView } from '@an-tam/contracts';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSignedIn } from '../api/session.js';
import { sayInstant, timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { answerTransfer, decideTransfer, useTransfers } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';
import { ToDesk } from './to-desk.js';
import { useCentreName } from './use-centre-name.js';
import { useNameOf } from './use-names.js';

const groups = ['incoming', 'outgoing', 'ended'] as const;

/** What other centres offer, what goes away, and how it ended: each centre its own half. */
export default function TransferListPage() {
  const t = useHandoverText();
  const common = useCommonText();
  const transfers = useTransfers();
  const { organisation } = useSignedIn();
  const groupOf = ({ state, toCentreId }: CaseTransferView) =>
    state !== 'requested' && state !== 'approved' ? 'ended' : toCentreId === organisation.id ? 'incoming' : 'outgoing';
  const update = (
    <Button variant="default" mih={48} onClick={() => void transfers.refetch()}>
      {common('update')}
    </Button>
  );
  return (
    <>
      <ToDesk />
      <Page place={t('transferPlace')} lead={t('transferLead')} aside={update}>
        <QueryState query={transfers}>
          {({ transfers: all }) =>
            all.length === 0 ? (
              <QuietNote icon={<IconArrowsExchange size={32} />} title={t('transfersNone')} />
            ) : (
              groups.map((group) => (
                <Transfers key={group} title={t(group)} transfers={all.filter((one) => groupOf(one) === group)} />
              ))
            )
          }
        </QueryState>
      </Page>
    </>
  );
}

function Transfers({ title, transfers }: { readonly title: string; readonly transfers: readonly CaseTransferView[] }) {
  if (transfers.length === 0) return null;
  return (
    <Section title={title}>
      <RowList label={title}>
        {transfers.map((transfer) => (
          <Row key={transfer.id}>
            <TransferRow transfer={transfer} />
          </Row>
        ))}
      </RowList>
    </Section>
  );
}

function TransferRow({ transfer }: { readonly transfer: CaseTransferView }) {
  const t = useHandoverText();
  const language = useLanguage();
  const centreOf = useCentreName();
  const nameOf = useNameOf();
  const { organisation } = useSignedIn();
  const { state, reason, caseId, requestedById, fromCentreId, toCentreId } = transfer;
  const comes = toCentreId === organisation.id;
  const live = state === 'requested' || state === 'approved';
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {t(comes ? 'fromWhere' : 'toWhere', { centre: centreOf(comes ? fromCentreId : toCentreId) })}
        </Text>
        <StateWord tone={live ? 'urgent' : state === 'accepted' ? 'good' : 'calm'}>
          {live && comes ? timeLeft(transfer.expiresAt, language).text : t(`transferState.${state}`)}
        </StateWord>
      </Group>
      <Text>{t(`transferReason.${reason}`)}</Text>
      <Text size="sm" c="dimmed">
        {requestedById
          ? t('askedBy', { name: nameOf(requestedById), day: sayInstant(transfer.requestedAt, language) })
          : sayInstant(transfer.requestedAt, language)}
      </Text>
      {caseId ? (
        <Anchor component={Link} to={`/files/${caseId}`} underline="always" display="inline-block" py="xs">
          {t('openFile')}
        </Anchor>
      ) : null}
      <TransferSteps transfer={transfer} comes={comes} />
    </div>
  );
}

/** Nobody approves the own request; only the receiving centre answers. */
function TransferSteps({ transfer, comes }: { readonly transfer: CaseTransferView; readonly comes: boolean }) {
  const t = useHandoverText();
  const { accountId } = useSignedIn();
  const { id, version, state } = transfer;
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'return') => decideTransfer(id, { version, decision }),
  });
  const answer = useMutation({
    mutationFn: (said: 'accept' | 'decline') => answerTransfer(id, { version, answer: said }),
  });
  if (state === 'requested' && transfer.requestedById === accountId)
    return (
      <Text size="sm" c="dimmed">
        {t('ownTransfer')}
      </Text>
    );
  return (
    <>
      <Group gap="xs" mt="xs">
        {state === 'requested' && !comes ? (
          <>
            <ConfirmAction
              label={t('approveTransfer')}
              title={t('approveTransfer')}
              consequence={t('approveTransferWhat')}
              primary
              busy={decide.isPending}
              onConfirm={() => decide.mutate('approve')}
            />
            <Button
              size="sm"
              mih={44}
              variant="default"
              disabled={decide.isPending}
              onClick={() => decide.mutate('return')}
            >
              {t('returnTransfer')}
            </Button>
          </>
        ) : null}
        {state === 'approved' && comes ? (
          <>
            <ConfirmAction
              label={t('accept')}
              title={t('accept')}
              consequence={t('acceptWhat')}
              primary
              busy={answer.isPending}
              onConfirm={() => answer.mutate('accept')}
            />
            <ConfirmAction
              label={t('decline')}
              title={t('decline')}
              consequence={t('declineWhat')}
              busy={answer.isPending}
              onConfirm={() => answer.mutate('decline')}
            />
          </>
        ) : null}
      </Group>
      <ProblemNote error={decide.error ?? answer.error} />
    </>
  );
}
