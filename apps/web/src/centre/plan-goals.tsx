import type { PlanAction, PlanGoal, ReferenceData } from '@an-tam/contracts';
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { useCareText } from './care-texts.js';
import { useLabels } from './labels.js';

interface PlanGoalsProps {
  readonly goals: readonly PlanGoal[];
  readonly reference: ReferenceData;
  /** What stands beside a step that is not done. */
  readonly beside?: (step: PlanAction, goal: number, action: number) => ReactNode;
}

/** A plan in words: each goal with its steps, who does them and by when. */
export function PlanGoals({ goals, reference, beside }: PlanGoalsProps) {
  const t = useCareText();
  const language = useLanguage();
  const labelOf = useLabels();
  const factsOf = (step: PlanAction) => {
    const what =
      step.kind === 'own_service'
        ? labelOf(reference.services, step.serviceCode)
        : step.kind === 'referral'
          ? labelOf(reference.needs, step.needCode)
          : '';
    const who = t(`kind.${step.kind}`);
    const when = step.doneOn
      ? t('stepDone', { day: sayDay(step.doneOn, language) })
      : t('stepDue', { day: sayDay(step.dueOn, language) });
    return [who, what === step.text ? '' : what, when].filter(Boolean).join(' · ');
  };
  return (
    <Stack gap="md">
      {goals.map((goal, at) => (
        <Stack key={at} gap="xs">
          <Text fw={600}>{goal.text}</Text>
          {goal.actions.length > 0 ? (
            <RowList label={goal.text}>
              {goal.actions.map((step, action) => (
                <Row key={action}>
                  <div style={{ flex: '1 1 14rem' }}>
                    <Text c={step.doneOn ? 'dimmed' : undefined}>{step.text}</Text>
                    <Text size="sm" c="dimmed">
                      {factsOf(step)}
                    </Text>
                  </div>
                  {step.doneOn ? null : <Group gap="xs">{beside?.(step, at, action)}</Group>}
                </Row>
              ))}
            </RowList>
          ) : null}
        </Stack>
      ))}
    </Stack>
  );
}
