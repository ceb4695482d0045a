import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { useSafetyText } from './safety-texts.js';

/** A few questions on coercion; each says why, and each can be left out. */
export function SafetyQuestions({ place, content, mayChange }: SafetyPartProps) {
  const t = useSafetyText();
  const pick = usePick();
  const [answers, setAnswers] = useState(content.answers ?? {});
  const save = useMutation({ mutationFn: () => workConcern(place, 'PUT', 'answers', { answers }) });
  return (
    <Section title={t('questions')}>
      <Text c="dimmed">{t('questionsHint')}</Text>
      <Stack gap="lg">
        {content.questions.map(({ id, text, why, options }) => (
          <div key={id}>
            <ChipRow
              legend={pick(text)}
              choices={options.map(({ code, label }) => ({ code, label: pick(label) }))}
              chosen={[answers[id] ?? '']}
              onChange={([code = '']) => setAnswers({ ...answers, [id]: code })}
            />
            <Text size="sm" c="dimmed" mt={6}>
              {t('why', { why: pick(why) })}
            </Text>
          </div>
        ))}
      </Stack>
      <ProblemNote error={save.error} />
      {mayChange ? (
        <Group>
          <Button mih={48} variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            {t('saveAnswers')}
          </Button>
          {save.isSuccess ? <Text role="status">{t('saved')}</Text> : null}
        </Group>
      ) : null}
    </Section>
  );
}
