import type { Questionnaire, ReferenceData, ScreeningAnswers } from '@an-tam/contracts';
import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { recordScreening, useCase, useReferenceData } from './centre-api.js';
import { useQuestionnaire } from './screening-api.js';
import { ConfidentialityLimits } from './confidentiality-limits.js';
import { Questions } from '../screening/questions.js';
import { useScreeningText } from '../screening/screening-texts.js';

export default function ScreeningPage() {
  const t = useScreeningText();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  const questionnaire = useQuestionnaire();
  return (
    <Page place={t('place')}>
      <QueryState query={reference}>
        {(lists) => (
          <QueryState query={file}>
            {(data) => (
              <QueryState query={questionnaire}>
                {(asked) => (
                  <ScreeningSteps
                    caseId={id}
                    caseVersion={data.version}
                    reference={lists}
                    questionnaire={asked.questionnaire}
                    onReload={() => void file.refetch()}
                  />
                )}
              </QueryState>
            )}
          </QueryState>
        )}
      </QueryState>
      <Anchor component={Link} to={`/files/${id}`} py="xs">
        {t('leave')}
      </Anchor>
    </Page>
  );
}

interface ScreeningStepsProps {
  readonly caseId: string;
  readonly caseVersion: number;
  readonly reference: ReferenceData;
  readonly questionnaire: Questionnaire;
  readonly onReload: () => void;
}

/** The limits of confidentiality first, then the questions, then the result. */
function ScreeningSteps({ caseId, caseVersion, reference, questionnaire, onReload }: ScreeningStepsProps) {
  const t = useScreeningText();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const record = useMutation({
    mutationFn: (given: ScreeningAnswers) =>
      recordScreening(caseId, {
        caseVersion,
        questionnaire: questionnaire.id,
        questionnaireVersion: questionnaire.version,
        screenedOn: reference.today,
        answers: given,
      }),
    onSuccess: () => void navigate(`/files/${caseId}/needs`, { replace: true }),
  });
  const step = Number(search.get('q') ?? '0');
  const goTo = (next: number) => setSearch(next > 0 ? { q: String(next) } : {});
  if (!(step > 0)) {
    return (
      <Section title={t('limitsFirst')}>
        <ConfidentialityLimits limits={reference.confidentialityLimits} />
        <Button size="lg" onClick={() => goTo(1)}>
          {t('limitsSaid')}
        </Button>
      </Section>
    );
  }
  return (
    <>
      <Questions
        questionnaire={questionnaire}
        step={step}
        goTo={goTo}
        busy={record.isPending}
        onDone={(answers) => record.mutate(answers)}
      />
      <ProblemNote
        error={record.error}
        onRetry={() => {
          record.reset();
          onReload();
        }}
      />
    </>
  );
}
