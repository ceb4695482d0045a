import { saveSafetyPlanSchema } from '@an-tam/contracts';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { useSafetyText } from './safety-texts.js';

const fields = ['warningSigns', 'safePlace', 'helpers', 'belongings', 'codeWord'] as const;

/** What she does when it gets dangerous, in her own words. */
export function SafetyPlanForm({ place, content: { safetyPlan }, mayChange }: SafetyPartProps) {
  const t = useSafetyText();
  const language = useLanguage();
  const [plan, setPlan] = useState(() =>
    Object.fromEntries(fields.map((field) => [field, safetyPlan?.[field] ?? ''] as const)),
  );
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: (body: object) => workConcern(place, 'PUT', 'safety-plan', body),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = Object.fromEntries(Object.entries(plan).filter(([, text]) => text.trim() !== ''));
    const found = schemaErrors(saveSafetyPlanSchema, { version: place.concern.version, ...body });
    setErrors(found);
    if (Object.keys(found).length === 0) save.mutate(body);
  };
  return (
    <Section title={t('plan')}>
      <Text c="dimmed">{t('planHint')}</Text>
      {safetyPlan ? (
        <Text size="sm" c="dimmed">
          {t('reviewed', { day: sayDay(safetyPlan.reviewedOn, language) })}
        </Text>
      ) : null}
      <Stack gap="md">
        {fields.map((field) => (
          <Textarea
            key={field}
            label={t(field)}
            autosize
            minRows={field === 'codeWord' ? 1 : 2}
            maxLength={field === 'codeWord' ? 60 : 600}
            readOnly={!mayChange}
            value={plan[field] ?? ''}
            onChange={(event) => setPlan({ ...plan, [field]: event.currentTarget.value })}
            error={errors[field]}
          />
        ))}
      </Stack>
      <ProblemNote error={save.error} />
      {mayChange ? (
        <Group>
          <Button mih={48} variant="default" loading={save.isPending} onClick={submit}>
            {t('savePlan')}
          </Button>
          {save.isSuccess ? <Text role="status">{t('saved')}</Text> : null}
        </Group>
      ) : null}
    </Section>
  );
}
