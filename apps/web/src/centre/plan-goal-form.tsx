import type { ReferenceData } from '@an-tam/contracts';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { usePick } from '../i18n/define-texts.js';
import type { FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { useCareText } from './care-texts.js';
import { emptyStep, type GoalDraft, type StepDraft } from './plan-draft.js';

interface PlanGoalFormProps {
  readonly number: number;
  readonly goal: GoalDraft;
  readonly reference: ReferenceData;
  readonly errors: FieldMessages;
  readonly onChange: (goal: GoalDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One goal of a plan with its steps. */
export function PlanGoalForm({ number, goal, reference, errors, onChange, onRemove }: PlanGoalFormProps) {
  const t = useCareText();
  const { steps } = goal;
  return (
    <Section
      title={t('goal', { number: number + 1 })}
      aside={
        onRemove ? (
          <Button
            variant="subtle"
            size="sm"
            mih={44}
            aria-label={t('removeGoal', { number: number + 1 })}
            onClick={onRemove}
          >
            {t('removeStep')}
          </Button>
        ) : null
      }
    >
      <TextInput
        label={t('goalHint')}
        value={goal.text}
        maxLength={200}
        onChange={(event) => onChange({ ...goal, text: event.currentTarget.value })}
        error={errors[`goals.${number}.text`]}
      />
      {steps.map((step, at) => (
        <StepForm
          key={step.key}
          number={at}
          step={step}
          reference={reference}
          errorOf={(field) => errors[`goals.${number}.actions.${at}.${field}`]}
          onChange={(next) => onChange({ ...goal, steps: steps.map((one) => (one.key === step.key ? next : one)) })}
          onRemove={() => onChange({ ...goal, steps: steps.filter(({ key }) => key !== step.key) })}
        />
      ))}
      <Button
        variant="default"
        size="sm"
        mih={44}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange({ ...goal, steps: [...steps, emptyStep(reference.today)] })}
      >
        {t('addStep')}
      </Button>
    </Section>
  );
}

interface StepFormProps {
  readonly number: number;
  readonly step: StepDraft;
  readonly reference: ReferenceData;
  readonly errorOf: (field: string) => FieldMessages[string];
  readonly onChange: (step: StepDraft) => void;
  readonly onRemove: () => void;
}

function StepForm({ number, step, reference, errorOf, onChange, onRemove }: StepFormProps) {
  const t = useCareText();
  const pick = usePick();
  const choices = step.kind === 'own_service' ? reference.services : reference.needs;
  const kinds = (['own_service', 'referral', 'client_step'] as const).map((value) => ({
    value,
    label: t(`kind.${value}`),
  }));
  return (
    <fieldset style={{ border: 0, borderTop: '1px solid var(--an-line)', padding: 0, margin: 0 }}>
      <legend style={{ paddingInlineEnd: 12, fontWeight: 600 }}>{t('step', { number: number + 1 })}</legend>
      <Stack gap="sm">
        <NativeSelect
          label={t('stepKind')}
          value={step.kind}
          data={kinds}
          onChange={(event) => onChange({ ...step, kind: event.currentTarget.value as StepDraft['kind'], code: '' })}
        />
        {step.kind === 'client_step' ? null : (
          <NativeSelect
            label={step.kind === 'own_service' ? t('service') : t('need')}
            value={step.code}
            data={[
              { value: '', label: t('choose') },
              ...choices.map(({ code, label }) => ({ value: code, label: pick(label) })),
            ]}
            onChange={(event) => onChange({ ...step, code: event.currentTarget.value })}
            error={errorOf('serviceCode') ?? errorOf('needCode')}
          />
        )}
        <TextInput
          label={t('stepText')}
          value={step.text}
          maxLength={200}
          onChange={(event) => onChange({ ...step, text: event.currentTarget.value })}
          error={errorOf('text')}
        />
        <Group align="flex-end" justify="space-between">
          <TextInput
            type="date"
            label={t('dueOn')}
            value={step.dueOn}
            onChange={(event) => onChange({ ...step, dueOn: event.currentTarget.value })}
            error={errorOf('dueOn')}
            maw={220}
          />
          <Button variant="subtle" size="sm" mih={44} onClick={onRemove}>
            {t('removeStep')}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}
