import type { CarePlanView } from '@an-tam/contracts';
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { ApprovalBar } from './approval-bar.js';
import { decideCarePlan, saveCarePlan, useCarePlan } from './care-api.js';
import { useCareText } from './care-texts.js';
import type { CasePartProps } from './case-part.js';
import { PlanGoals } from './plan-goals.js';
import { PlanHistory } from './plan-history.js';

/** The plan of a file: what was agreed, what is done, and when it is looked at again. */
export function PlanSection({ file, reference }: CasePartProps) {
  const t = useCareText();
  const plan = useCarePlan(file.id);
  const isOpen = file.status === 'open';
  const edit = (
    <Button component={Link} to={`/files/${file.id}/plan`} variant="default" size="sm" mih={44}>
      {plan.data?.plan ? t('changePlan') : t('makePlan')}
    </Button>
  );
  return (
    <Section title={t('plan')} aside={isOpen && plan.data ? edit : null}>
      <QueryState query={plan}>
        {({ plan: present, history }) =>
          present ? (
            <>
              <PlanContent file={file} reference={reference} plan={present} />
              <PlanHistory history={history} />
            </>
          ) : (
            <Text c="dimmed">{t('planNone')}</Text>
          )
        }
      </QueryState>
    </Section>
  );
}

function PlanContent({ file, reference, plan }: CasePartProps & { readonly plan: CarePlanView }) {
  const t = useCareText();
  const language = useLanguage();
  const isOpen = file.status === 'open';
  const maySupervise = holdsAny(useSignedIn(), ['supervisor']);
  const done = useMutation({
    mutationFn: ({ goal, action }: { readonly goal: number; readonly action: number }) =>
      saveCarePlan(file.id, {
        baseVersion: plan.version,
        goals: plan.goals.map((one, at) => ({
          ...one,
          actions: one.actions.map((step, number) =>
            at === goal && number === action ? { ...step, doneOn: reference.today } : step,
          ),
        })),
      }),
  });
  return (
    <>
      <Group gap="sm">
        <StateWord tone={plan.state === 'active' ? 'good' : 'urgent'}>{t(`planState.${plan.state}`)}</StateWord>
        <Text size="sm" c="dimmed">
          {t('reviewBy', { day: sayDay(plan.reviewOn, language) })}
        </Text>
      </Group>
      {plan.remark ? <Text>{t('saidBack', { remark: plan.remark })}</Text> : null}
      <PlanGoals
        goals={plan.goals}
        reference={reference}
        beside={(step, goal, action) =>
          isOpen ? (
            <Button
              variant="default"
              size="sm"
              mih={44}
              aria-label={t('markDoneWhich', { step: step.text })}
              loading={done.isPending && done.variables.goal === goal && done.variables.action === action}
              onClick={() => done.mutate({ goal, action })}
            >
              {t('markDone')}
            </Button>
          ) : null
        }
      />
      <ProblemNote error={done.error} />
      {isOpen && maySupervise && plan.state === 'waiting' ? (
        <ApprovalBar
          key={plan.version}
          version={plan.version}
          askedById={plan.proposedById}
          decide={(body) => decideCarePlan(file.id, body)}
        />
      ) : null}
    </>
  );
}
