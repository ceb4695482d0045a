import type { InboxItem } from '@an-tam/contracts';
import { Button, Group, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useInbox } from './partner-api.js';
import { usePartnerText } from './partner-texts.js';
import { useStateText } from './use-state-text.js';
import { UnlockCard } from './unlock-card.js';

/** Rows of service, urgency and time left: routing only, nothing about a person. */
export function InboxPage() {
  const t = usePartnerText();
  const common = useCommonText();
  const inbox = useInbox();
  const refresh = (
    <Button variant="default" mih={48} loading={inbox.isFetching} onClick={() => void inbox.refetch()}>
      {common('update')}
    </Button>
  );
  return (
    <Page place={t('inboxPlace')} lead={t('inboxLead')} aside={refresh}>
      <UnlockCard />
      <QueryState query={inbox}>
        {({ referrals }) =>
          referrals.length === 0 ? (
            <QuietNote icon={<IconInbox size={32} />} title={t('inboxEmpty')} hint={t('inboxEmptyHint')} />
          ) : (
            <RowList label={t('inboxPlace')}>
              {referrals.map((referral) => (
                <InboxRow key={referral.id} referral={referral} />
              ))}
            </RowList>
          )
        }
      </QueryState>
    </Page>
  );
}

function InboxRow({ referral }: { readonly referral: InboxItem }) {
  const t = usePartnerText();
  const common = useCommonText();
  const language = useLanguage();
  const stateText = useStateText();
  const left = timeLeft(referral.dueAt, language);
  const waiting = referral.state === 'received';
  return (
    <Row to={referral.state === 'completed' ? undefined : `/inbox/${referral.id}`}>
      <div>
        <Text fw={600}>{referral.serviceName}</Text>
        <Text size="sm" c={waiting && left.overdue ? 'var(--an-urgent-text)' : 'dimmed'}>
          {waiting ? t('answerDue', { left: left.text }) : stateText(referral.state)}
        </Text>
      </div>
      <Group gap="sm">
        {referral.urgency === 'urgent' ? <StateWord tone="urgent">{common('urgent')}</StateWord> : null}
        {waiting ? <StateWord>{stateText('received')}</StateWord> : null}
      </Group>
    </Row>
  );
}
