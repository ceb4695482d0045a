import type { CaseView, ConcernView } from '@an-tam/contracts';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { usePick } from '../i18n/define-texts.js';
import { NotFoundPage } from '../parts/note-pages.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useCase } from './centre-api.js';
import { useSafety } from './safety-api.js';
import { SafetyCalls } from './safety-calls.js';
import { SafetyEnd } from './safety-end.js';
import type { SafetyPartProps } from './safety-part.js';
import { SafetyPlanForm } from './safety-plan-form.js';
import { SafetyQuestions } from './safety-questions.js';
import { SafetyReport } from './safety-report.js';
import { ClockWord } from './safety-section.js';
import { SafetySteps } from './safety-steps.js';
import { useSafetyText } from './safety-texts.js';

/** One concern: whom to call, what is next, and how much time is left. */
export default function SafetyPage() {
  const t = useSafetyText();
  const { id = '', concernId = '' } = useParams();
  const file = useCase(id);
  const safety = useSafety(id);
  return (
    <>
      <Anchor component={Link} to={`/files/${id}`} display="inline-block" py="xs" mb="xs">
        ← {file.data?.alias ?? t('back')}
      </Anchor>
      {safety.data && file.data ? (
        <ConcernPage file={file.data} concern={safety.data.concerns.find((one) => one.id === concernId)} />
      ) : (
        <Page place={t('place')}>
          <QueryState query={file}>{() => <QueryState query={safety}>{() => null}</QueryState>}</QueryState>
        </Page>
      )}
    </>
  );
}

interface ConcernPageProps {
  readonly file: CaseView;
  readonly concern: ConcernView | undefined;
}

function ConcernPage({ file, concern }: ConcernPageProps) {
  const t = useSafetyText();
  const pick = usePick();
  const content = concern?.content;
  if (!concern || !content) return <NotFoundPage />;
  const part: SafetyPartProps = {
    place: { caseId: file.id, concern },
    content,
    mayChange: concern.state === 'open' && file.emergencyUntil === null,
  };
  return (
    <Page
      place={t('place')}
      heading={pick(content.label)}
      lead={pick(content.hint)}
      aside={concern.state === 'open' ? <ClockWord concern={concern} /> : <StateWord>{t('ended')}</StateWord>}
    >
      {part.mayChange ? (
        <Section title={t('calls')}>
          <SafetyCalls calls={content.calls} />
        </Section>
      ) : null}
      {content.note ? <Text style={{ whiteSpace: 'pre-wrap' }}>{content.note}</Text> : null}
      <SafetySteps {...part} />
      {content.shelter && part.mayChange ? (
        <Section title={t('shelterTitle')}>
          <Group justify="space-between" gap="sm">
            <Text c="dimmed" flex="1 1 12rem">
              {t('shelterHint')}
            </Text>
            <Button component={Link} to={`/files/${file.id}/refer/shelter`} variant="default" mih={48}>
              {t('toShelter')}
            </Button>
          </Group>
        </Section>
      ) : null}
      {content.questions.length > 0 ? <SafetyQuestions {...part} /> : null}
      {content.plansSafety ? <SafetyPlanForm {...part} /> : null}
      {content.reportFields.length > 0 ? <SafetyReport {...part} /> : null}
      <SafetyEnd {...part} />
    </Page>
  );
}
