import { Anchor, Button, Group, Text } from '@mantine/core';
import { useRef } from 'react';
import { Link, useParams } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { sayDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { ReadOnly } from '../parts/read-only.js';
import { Section } from '../parts/section.js';
import { AttachmentSection } from './attachment-section.js';
import { useClosure } from './care-api.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useCase, useReferenceData } from './centre-api.js';
import { ClosureSection } from './closure-section.js';
import { ConsentSection } from './consent-section.js';
import { DuplicateSection } from './duplicate-section.js';
import { EmergencyBanner } from './emergency-banner.js';
import { ErasureSection } from './erasure-section.js';
import { ExclusionSection } from './exclusion-section.js';
import { FoldedSection, MergedBanner } from './folded-section.js';
import { FollowUpSection } from './follow-up-section.js';
import { IdentitySection } from './identity-section.js';
import { useLabels } from './labels.js';
import { NeedSection } from './need-section.js';
import { useNeedToKnowText } from './need-to-know-texts.js';
import { nextStepOf } from './next-step.js';
import { PlanSection } from './plan-section.js';
import { ReadersSection } from './readers-section.js';
import { ReferralSection } from './referral-section.js';
import { ResponsibleSection } from './responsible-section.js';
import { SafeReachSection } from './safe-reach-section.js';
import { SafetySection } from './safety-section.js';
import { useTogetherText } from './together-texts.js';
import { TransferSection } from './transfer-section.js';
import { useNameOf } from './use-names.js';
import { WithheldNote } from './withheld-note.js';

export default function CasePage() {
  const t = useCaseText();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  return (
    <>
      <Anchor component={Link} to="/files" display="inline-block" py="xs" mb="xs">
        ← {t('toList')}
      </Anchor>
      {reference.data && file.data && !file.isError ? (
        <CaseFilePage file={file.data} reference={reference.data} refresh={() => void file.refetch()} />
      ) : (
        <Page place={t('place')}>
          <QueryState query={reference}>{() => <QueryState query={file}>{() => null}</QueryState>}</QueryState>
        </Page>
      )}
    </>
  );
}

function CaseFilePage({ file, reference, refresh }: CasePartProps & { readonly refresh: () => void }) {
  const t = useCaseText();
  const common = useCommonText();
  const together = useTogetherText();
  const language = useLanguage();
  const labelOf = useLabels();
  const readsOnly = file.emergencyUntil !== null || file.mergedInto !== null;
  const mayRefer = holdsAny(useSignedIn(), ['case_manager', 'supervisor']) && !readsOnly;
  const supervises = holdsAny(useSignedIn(), ['supervisor']) && !readsOnly;
  const needToKnow = useNeedToKnowText();
  const nameOf = useNameOf();
  const closure = useClosure(file.id);
  // A file that is closed, or about to be, says so before anything else.
  const decisive = file.status === 'closed' || closure.data?.closure?.state === 'requested';
  const followUp = useRef<HTMLDivElement>(null);
  const lead = (
    <>
      <Text span ff="monospace">
        {file.code}
      </Text>{' '}
      · {t('openedOn', { day: sayDay(file.openedOn, language), channel: labelOf(reference.channels, file.channel) })}
      <br />
      {needToKnow('responsible')}: {nameOf(file.assigneeId)}
    </>
  );
  const kept = (
    <>
      <ConsentSection file={file} reference={reference} />
      <div ref={followUp} style={{ scrollMarginTop: 80 }}>
        <FollowUpSection file={file} reference={reference} />
      </div>
      <AttachmentSection file={file} reference={reference} />
    </>
  );
  return (
    <Page
      place={t('place')}
      heading={file.alias}
      lead={lead}
      aside={
        <Group gap="sm">
          <Button component={Link} to={`/files/${file.id}/read-together`} variant="default" mih={48}>
            {together('open')}
          </Button>
          <Button variant="default" mih={48} onClick={refresh}>
            {common('update')}
          </Button>
        </Group>
      }
    >
      {file.emergencyUntil ? <EmergencyBanner until={file.emergencyUntil} onOver={refresh} /> : null}
      {file.mergedInto ? <MergedBanner into={file.mergedInto} /> : null}
      {decisive ? <ClosureSection file={file} /> : null}
      <SafeReachSection file={file} mayChange={!readsOnly} />
      <SafetySection file={file} mayChange={!readsOnly} />
      {file.status === 'open' && !readsOnly ? (
        <NextStepCard
          file={file}
          reference={reference}
          mayRefer={mayRefer}
          onFollowUp={() => {
            followUp.current?.scrollIntoView({ block: 'start' });
            followUp.current?.querySelector('button')?.focus();
          }}
        />
      ) : null}
      {mayRefer ? <NeedSection file={file} reference={reference} /> : null}
      {mayRefer ? <PlanSection file={file} reference={reference} /> : null}
      {mayRefer ? <ReferralSection file={file} reference={reference} /> : null}
      {readsOnly ? <ReadOnly>{kept}</ReadOnly> : kept}
      <IdentitySection file={file} />
      {supervises ? <ResponsibleSection file={file} /> : null}
      {readsOnly ? null : <ExclusionSection file={file} />}
      <FoldedSection file={file} reference={reference} />
      <DuplicateSection file={file} />
      {mayRefer ? <TransferSection file={file} reference={reference} /> : null}
      <ReadersSection file={file} />
      {decisive || readsOnly ? null : <ClosureSection file={file} />}
      {supervises ? <ErasureSection file={file} /> : null}
      <WithheldNote file={file} />
    </Page>
  );
}

interface NextStepProps extends CasePartProps {
  readonly mayRefer: boolean;
  readonly onFollowUp: () => void;
}

function NextStepCard({ file, reference, mayRefer, onFollowUp }: NextStepProps) {
  const t = useCaseText();
  const labelOf = useLabels();
  const step = nextStepOf(file, mayRefer);
  const links = {
    screen: `/files/${file.id}/screening`,
    refer: step.kind === 'refer' ? `/files/${file.id}/refer/${step.needCode}` : '',
  };
  const label =
    step.kind === 'refer' ? t('next.refer', { need: labelOf(reference.needs, step.needCode) }) : t(`next.${step.kind}`);
  return (
    <Section title={t('nextStep')}>
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" flex="1 1 12rem">
          {t(`next.${step.kind}Hint`)}
        </Text>
        {step.kind === 'screen' || step.kind === 'refer' ? (
          <Button component={Link} to={links[step.kind]} mih={48}>
            {label}
          </Button>
        ) : (
          <Button mih={48} variant={step.kind === 'wait' ? 'default' : 'filled'} onClick={onFollowUp}>
            {t('next.followUp')}
          </Button>
        )}
      </Group>
      {step.kind === 'wait' ? <Text fw={600}>{label}</Text> : null}
    </Section>
  );
}
