import type { ReferenceData, ScreeningAnswers } from '@an-tam/contracts';
import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { recordScreening, useCase, useReferenceData } from './centre-api.js';
import { ConfidentialityLimits } from './confidentiality-limits.js';
import { QuestionStep } from './question-step.js';
import { useScreeningText } from './screening-texts.js';

export default function ScreeningPage() {
  const t = useScreeningText();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  return (
    <Page place={t('place')}>
      <QueryState query={reference}>
        {(lists) => (
          <QueryState query={file}>
            {(data) => (
              <ScreeningSteps
                caseId={id}
                caseVersion={data.version}
                reference={lists}
                onReload={() => void file.refetch()}
              />
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
  readonly onReload: () => void;
}

/** The place in the questionnaire is in the address, so that the browser's own back button goes one question back. */
function ScreeningSteps({ caseId, caseVersion, reference, onReload }: ScreeningStepsProps) {
  const t = useScreeningText();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [answers, setAnswers] = useState<ScreeningAnswers>({});
  const { questionnaire } = reference;
  const steps = questionnaire.sections.flatMap((section) =>
    section.questions.map((question, index) => ({ section, question, n: index + 1 })),
  );
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
  const current = steps[step - 1];
  if (!current) {
    return (
      <Section title={t('limitsFirst')}>
        <ConfidentialityLimits limits={reference.confidentialityLimits} />
        <Button size="lg" onClick={() => goTo(1)}>
          {t('limitsSaid')}
        </Button>
      </Section>
    );
  }
  const answer = (value: ScreeningAnswers[string] | undefined) => {
    const { [current.question.id]: _before, ...others } = answers;
    const given = value === undefined ? others : { ...others, [current.question.id]: value };
    setAnswers(given);
    if (step < steps.length) goTo(step + 1);
    else record.mutate(given);
  };
  return (
    <>
      <QuestionStep
        key={current.question.id}
        section={current.section}
        question={current.question}
        position={{ n: current.n, total: current.section.questions.length }}
        progress={step / steps.length}
        answer={answers[current.question.id]}
        last={step === steps.length}
        busy={record.isPending}
        onAnswer={answer}
        onBack={() => goTo(step - 1)}
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
