import { Group, Text } from '@mantine/core';
import { useSignedIn } from '../api/session.js';
import { useReviewText } from '../audit/review-texts.js';
import { Page } from '../parts/page.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { ApprovalSetting } from './approval-setting.js';
import { CentreOverview } from './centre-overview.js';
import { useCentreText } from './centre-texts.js';
import { useEmergencyText } from './emergency-texts.js';
import { ExpiringFilesSection } from './expiring-files-section.js';
import { EscalationSection } from './escalation-section.js';
import { useErasureText } from './erasure-texts.js';
import { useMerges, useTransfers } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';
import { useEmergencies } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';

/** What supervisors alone do, each with what waits for them. */
export default function DeskPage() {
  const t = useNeedToKnowText();
  const emergency = useEmergencyText();
  const centre = useCentreText();
  const review = useReviewText();
  const erasure = useErasureText();
  const handover = useHandoverText();
  return (
    <Page place={t('deskPlace')} lead={t('deskLead')}>
      <EscalationSection />
      <RowList label={t('deskPlace')}>
        <Row to="/emergencies">
          <Text fw={600}>{emergency('reviewPlace')}</Text>
          <EmergenciesWaiting />
        </Row>
        <Row to="/access-review">
          <Text fw={600}>{review('place')}</Text>
        </Row>
        <Row to="/files/merges">
          <Text fw={600}>{handover('mergePlace')}</Text>
          <MergesWaiting />
        </Row>
        <Row to="/files/transfers">
          <Text fw={600}>{handover('transferPlace')}</Text>
          <TransfersWaiting />
        </Row>
        <Row to="/covers">
          <Text fw={600}>{t('coverPlace')}</Text>
        </Row>
        <Row to="/keys">
          <Text fw={600}>{centre('keysPlace')}</Text>
        </Row>
        <Row to="/files/erasures">
          <Text fw={600}>{erasure('toErased')}</Text>
        </Row>
      </RowList>
      <CentreOverview />
      <ExpiringFilesSection />
      <ApprovalSetting />
    </Page>
  );
}

function MergesWaiting() {
  const t = useHandoverText();
  const count = useMerges().data?.merges.filter(({ state }) => state === 'proposed').length ?? 0;
  return count > 0 ? <StateWord tone="urgent">{`${t('mergesWaiting')}: ${count}`}</StateWord> : null;
}

function TransfersWaiting() {
  const t = useHandoverText();
  const { organisation } = useSignedIn();
  const live = (useTransfers().data?.transfers ?? []).filter(({ state, toCentreId }) =>
    toCentreId === organisation.id ? state === 'approved' : state === 'requested',
  );
  return live.length > 0 ? <StateWord tone="urgent">{t('transfersWaiting', { count: live.length })}</StateWord> : null;
}

function EmergenciesWaiting() {
  const t = useEmergencyText();
  const { data } = useEmergencies();
  const count = (...states: string[]) => data?.accesses.filter(({ state }) => states.includes(state)).length ?? 0;
  const [toApprove, toReview] = [count('waiting'), count('open', 'to_review')];
  return (
    <Group gap="xs">
      {toApprove > 0 ? <StateWord tone="urgent">{`${t('toApprove')}: ${toApprove}`}</StateWord> : null}
      {toReview > 0 ? <StateWord>{`${t('toReview')}: ${toReview}`}</StateWord> : null}
    </Group>
  );
}
