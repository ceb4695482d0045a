import {
  planReviewMonths,
  saveCarePlanSchema,
  type CarePlanView,
  type CaseView,
  type ReferenceData,
} from '@an-tam/contracts';
import { Anchor, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ProblemError } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { saveCarePlan, useCarePlan } from './care-api.js';
import { useCareText } from './care-texts.js';
import { useCase, useReferenceData } from './centre-api.js';
import { draftOf, emptyGoal, laterBy, planOf } from './plan-draft.js';
import { PlanGoalForm } from './plan-goal-form.js';
import { PlanGoals } from './plan-goals.js';

/** Writing the plan together: goals, steps, days. */
export default function PlanPage() {
  const t = useCareText();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  const plan = useCarePlan(id);
  return (
    <>
      <Anchor component={Link} to={`/files/${id}`} display="inline-block" py="xs" mb="xs">
        ← {file.data?.alias ?? t('plan')}
      </Anchor>
      <Page place={t('plan')}>
        <QueryState query={reference}>
          {(lists) => (
            <QueryState query={file}>
              {(present) => (
                <QueryState query={plan}>
                  {({ plan: stood }) => <PlanForm file={present} reference={lists} plan={stood} />}
                </QueryState>
              )}
            </QueryState>
          )}
        </QueryState>
      </Page>
    </>
  );
}

interface PlanFormProps {
  readonly file: CaseView;
  readonly reference: ReferenceData;
  /** What stands now; newer than what the form began with when somebody else has saved meanwhile. */
  readonly plan: CarePlanView | null;
}

function PlanForm({ file, reference, plan }: PlanFormProps) {
  const t = useCareText();
  const common = useCommonText();
  const navigate = useNavigate();
  const [base, setBase] = useState(plan?.version ?? 0);
  const [goals, setGoals] = useState(() => (plan ? plan.goals.map(draftOf) : [emptyGoal(reference.today)]));
  const latest = laterBy(reference.today, planReviewMonths);
  const [reviewOn, setReviewOn] = useState(plan && plan.reviewOn > reference.today ? plan.reviewOn : latest);
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: (body: Parameters<typeof saveCarePlan>[1]) => saveCarePlan(file.id, body),
    onSuccess: () => navigate(`/files/${file.id}`),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = { baseVersion: base, goals: goals.map((goal) => planOf(goal, file.assigneeId, reference)), reviewOn };
    const checked = saveCarePlanSchema.safeParse(body);
    setErrors(schemaErrors(saveCarePlanSchema, body));
    if (checked.success) save.mutate(checked.data);
  };
  const overtaken = save.error instanceof ProblemError && save.error.code === 'STALE_VERSION';
  return (
    <Stack gap="lg">
      {goals.map((goal, at) => (
        <PlanGoalForm
          key={goal.key}
          number={at}
          goal={goal}
          reference={reference}
          errors={errors}
          onChange={(next) => setGoals(goals.map((one) => (one.key === goal.key ? next : one)))}
          onRemove={goals.length > 1 ? () => setGoals(goals.filter(({ key }) => key !== goal.key)) : undefined}
        />
      ))}
      <Button
        variant="default"
        mih={48}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setGoals([...goals, emptyGoal(reference.today)])}
      >
        {t('addGoal')}
      </Button>
      <TextInput
        type="date"
        label={t('reviewOn')}
        description={t('reviewHint')}
        value={reviewOn}
        max={latest}
        onChange={(event) => setReviewOn(event.currentTarget.value)}
        error={errors['reviewOn']}
        maw={260}
      />
      <ProblemNote error={save.error} />
      {overtaken && plan && plan.version !== base ? (
        <Section title={t('present')}>
          <PlanGoals goals={plan.goals} reference={reference} />
          <Group>
            <Button
              variant="default"
              mih={48}
              onClick={() => {
                setGoals(plan.goals.map(draftOf));
                setBase(plan.version);
                save.reset();
              }}
            >
              {t('takeTheirs')}
            </Button>
            <Button
              variant="default"
              mih={48}
              onClick={() => {
                setBase(plan.version);
                save.reset();
              }}
            >
              {t('keepMine')}
            </Button>
          </Group>
        </Section>
      ) : null}
      <Group>
        <Button mih={48} loading={save.isPending} onClick={submit}>
          {t('savePlan')}
        </Button>
        <Button component={Link} to={`/files/${file.id}`} variant="default" mih={48}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
