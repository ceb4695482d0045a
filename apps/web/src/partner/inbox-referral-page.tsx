import type { InboxReferral } from '@an-tam/contracts';
import { Anchor, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { StateWord } from '../parts/state-word.js';
import { DecisionBar } from './decision-bar.js';
import { PacketContent } from './packet-content.js';
import { refreshReferral, useInboxReferral } from './partner-api.js';
import { usePartnerText } from './partner-texts.js';
import { UnlockCard } from './unlock-card.js';
import { useStateText } from './use-state-text.js';
import { useVaultUnlocked } from './vault.js';

/** One referral: the agreed minimum, and the two or three steps a partner takes. */
export function InboxReferralPage() {
  const t = usePartnerText();
  const { id = '' } = useParams();
  const [ended, setEnded] = useState<'doneComplete' | 'doneReject'>();
  return (
    <>
      <Anchor component={Link} to="/inbox" display="inline-block" py="xs" mb="xs">
        ← {t('toInbox')}
      </Anchor>
      {ended ? (
        <Page place={t('referralPlace')}>
          <QuietNote title={t(ended)} />
        </Page>
      ) : (
        <LiveReferral id={id} onEnded={setEnded} />
      )}
    </>
  );
}

interface LiveReferralProps {
  readonly id: string;
  readonly onEnded: (how: 'doneComplete' | 'doneReject') => void;
}

function LiveReferral({ id, onEnded }: LiveReferralProps) {
  const t = usePartnerText();
  const referral = useInboxReferral(id);
  if (!referral.data || referral.isError) {
    return (
      <Page place={t('referralPlace')}>
        <QueryState query={referral}>{() => null}</QueryState>
      </Page>
    );
  }
  return <ReferralFacts referral={referral.data} onEnded={onEnded} />;
}

function ReferralFacts({
  referral,
  onEnded,
}: {
  readonly referral: InboxReferral;
  readonly onEnded: LiveReferralProps['onEnded'];
}) {
  const t = usePartnerText();
  const common = useCommonText();
  const language = useLanguage();
  const stateText = useStateText();
  const unlocked = useVaultUnlocked();
  const urgent = referral.urgency === 'urgent';
  const lead = (
    <Group gap="sm">
      <StateWord tone={referral.state === 'received' ? 'calm' : 'good'}>{stateText(referral.state)}</StateWord>
      {urgent ? <StateWord tone="urgent">{common('urgent')}</StateWord> : null}
      {referral.state === 'received' ? (
        <span>{t('answerDue', { left: timeLeft(referral.dueAt, language).text })}</span>
      ) : null}
    </Group>
  );
  return (
    <Page place={t('referralPlace')} heading={referral.serviceName} lead={lead}>
      {urgent ? <Text>{t('urgentHint')}</Text> : null}
      <UnlockCard />
      {unlocked ? <PacketContent referral={referral} /> : null}
      <DecisionBar referral={referral} onMoved={() => void refreshReferral(referral.id)} onEnded={onEnded} />
    </Page>
  );
}
