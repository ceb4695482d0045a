import { endConcernSchema } from '@an-tam/contracts';
import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { useSafetyText } from './safety-texts.js';

/** Ends a concern once nothing of it is open; until then it says what is. */
export function SafetyEnd({ place, content: { steps, report, outcome }, mayChange }: SafetyPartProps) {
  const t = useSafetyText();
  const pick = usePick();
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const end = useMutation({
    mutationFn: (body: object) => workConcern(place, 'POST', 'end', body),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const open = [
    ...steps.filter(({ state }) => state === 'open').map((step) => pick(step.text)),
    ...(report && report.state !== 'given' ? [t('missing.report')] : []),
  ];
  const submit = () => {
    const found = schemaErrors(endConcernSchema, { version: place.concern.version, outcome: text });
    setErrors(found);
    if (Object.keys(found).length === 0) end.mutate({ outcome: text });
  };
  return (
    <Section title={outcome === null ? t('end') : t('outcome')}>
      {outcome === null ? (
        <Text c="dimmed">{open.length > 0 ? t('stillOpen', { what: open.join(', ') }) : t('endHint')}</Text>
      ) : (
        <Text style={{ whiteSpace: 'pre-wrap' }}>{outcome}</Text>
      )}
      {mayChange && open.length === 0 ? (
        <Stack gap="md" align="flex-start">
          <Textarea
            w="100%"
            label={t('outcome')}
            autosize
            minRows={2}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={errors['outcome']}
          />
          <ProblemNote error={end.error} />
          <Button mih={48} loading={end.isPending} onClick={submit}>
            {t('end')}
          </Button>
        </Stack>
      ) : null}
    </Section>
  );
}
