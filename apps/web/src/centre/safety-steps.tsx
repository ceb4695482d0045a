import type { ConcernContentView } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayInstant, timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { useSafetyText } from './safety-texts.js';
import { useNameOf } from './use-names.js';

type Step = ConcernContentView['steps'][number];

/** Each step with its clock; done by a tap, or left out with a reason. */
export function SafetySteps({ place, content, mayChange }: SafetyPartProps) {
  const t = useSafetyText();
  return (
    <Section title={t('steps')}>
      <Stack component="ol" gap="lg" m={0} p={0} style={{ listStyle: 'none' }}>
        {content.steps.map((step) => (
          <li key={step.code}>
            <StepRow place={place} step={step} mayChange={mayChange} />
          </li>
        ))}
      </Stack>
    </Section>
  );
}

interface StepRowProps extends Pick<SafetyPartProps, 'place' | 'mayChange'> {
  readonly step: Step;
}

function StepRow({ place, step, mayChange }: StepRowProps) {
  const t = useSafetyText();
  const common = useCommonText();
  const pick = usePick();
  const [leavingOut, setLeavingOut] = useState(false);
  const [note, setNote] = useState('');
  const settle = useMutation({
    mutationFn: (body: object) => workConcern(place, 'PUT', 'steps', { step: step.code, ...body }),
    onSuccess: () => setLeavingOut(false),
  });
  const text = pick(step.text);
  const word = (which: 'markDoneWhich' | 'notNeededWhich' | 'againWhich') => t(which, { step: text });
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{text}</Text>
          <StepFacts step={step} />
        </div>
        <div style={{ flex: 'none' }}>
          <StepWord step={step} />
        </div>
      </Group>
      {leavingOut ? (
        <>
          <TextInput
            label={t('whyNot')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={problemErrors(settle.error)['note']}
          />
          <Group>
            <Button
              mih={48}
              loading={settle.isPending}
              onClick={() => settle.mutate({ state: 'not_applicable', ...(note.trim() && { note }) })}
            >
              {t('notNeeded')}
            </Button>
            <Button variant="default" mih={48} onClick={() => setLeavingOut(false)}>
              {common('cancel')}
            </Button>
          </Group>
        </>
      ) : mayChange ? (
        <Group gap="sm">
          {step.state === 'open' ? (
            <>
              <Button
                variant="default"
                mih={48}
                aria-label={word('markDoneWhich')}
                loading={settle.isPending}
                onClick={() => settle.mutate({ state: 'done' })}
              >
                {t('markDone')}
              </Button>
              <Button variant="subtle" mih={48} aria-label={word('notNeededWhich')} onClick={() => setLeavingOut(true)}>
                {t('notNeeded')}
              </Button>
            </>
          ) : (
            <Button
              variant="subtle"
              mih={48}
              aria-label={word('againWhich')}
              loading={settle.isPending}
              onClick={() => settle.mutate({ state: 'open' })}
            >
              {t('again')}
            </Button>
          )}
        </Group>
      ) : null}
      <ProblemNote error={settle.error} />
    </Stack>
  );
}

function StepWord({ step }: { readonly step: Step }) {
  const t = useSafetyText();
  const language = useLanguage();
  if (step.state !== 'open')
    return <StateWord tone={step.state === 'done' ? 'good' : 'calm'}>{t(`state.${step.state}`)}</StateWord>;
  const { text, overdue } = timeLeft(step.dueAt, language);
  return <StateWord tone={overdue ? 'danger' : 'urgent'}>{text}</StateWord>;
}

function StepFacts({ step: { law, note, byId, at } }: { readonly step: Step }) {
  const t = useSafetyText();
  const language = useLanguage();
  const nameOf = useNameOf();
  return (
    <Text size="sm" c="dimmed" component="div">
      {law ? <div>{t(law.grade === 'text' ? 'law' : 'lawSummary', { ref: law.ref })}</div> : null}
      {byId && at ? <div>{t('doneBy', { name: nameOf(byId), when: sayInstant(at, language) })}</div> : null}
      {note ? <div>{note}</div> : null}
    </Text>
  );
}
