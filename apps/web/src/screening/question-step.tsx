import type { Question, ScreeningAnswers } from '@an-tam/contracts';
import { Button, Collapse, Group, NumberInput, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import type { Bilingual } from '@an-tam/contracts';
import { ChipRow } from '../parts/chip-row.js';
import { useScreeningText } from './screening-texts.js';

type Answer = ScreeningAnswers[string];

/** The questionnaire's own way to say "skip"; the page offers it as a button on every question instead. */
const skipCode = 'prefer_not_to_say';

interface QuestionStepProps {
  readonly section: { readonly title: Bilingual };
  readonly question: Question;
  readonly position: { readonly n: number; readonly total: number };
  /** Share of all questions, 0 to 1. */
  readonly progress: number;
  readonly answer: Answer | undefined;
  readonly last: boolean;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer | undefined) => void;
  readonly onBack: () => void;
}

/** One question a page. It takes the focus when it appears, so that it is read out. */
export function QuestionStep(props: QuestionStepProps) {
  const { section, question, position, progress, last, busy, onAnswer, onBack } = props;
  const t = useScreeningText();
  const pick = usePick();
  const [draft, setDraft] = useState<Answer | undefined>(props.answer);
  const [whyOpen, setWhyOpen] = useState(false);
  const [error, setError] = useState<string>();
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const submit = () => {
    if (question.type === 'year' && (typeof draft !== 'number' || draft < 1900 || draft > 2100)) {
      setError(t('yearWrong'));
      return;
    }
    onAnswer(draft);
  };
  const nothingChosen = draft === undefined || (Array.isArray(draft) && draft.length === 0);
  return (
    <Stack className="an-card" gap="lg">
      <div>
        <Text size="sm" c="dimmed" mb={6} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {t('progress', { section: pick(section.title), ...position })}
        </Text>
        <Progress value={progress * 100} size="sm" aria-label={t('place')} />
      </div>
      <QuestionField question={question} value={draft} error={error} onChange={setDraft} />
      <div>
        <Button
          variant="subtle"
          mih={44}
          px={0}
          c="var(--an-accent-text)"
          aria-expanded={whyOpen}
          onClick={() => setWhyOpen(!whyOpen)}
        >
          {t('why')}
        </Button>
        <Collapse expanded={whyOpen}>
          <Text c="dimmed">{pick(question.why)}</Text>
        </Collapse>
      </div>
      <Group gap="sm">
        <Button size="lg" flex="1 1 9rem" disabled={nothingChosen} loading={busy} onClick={submit}>
          {last ? t('finish') : t('next')}
        </Button>
        <Button size="lg" variant="default" flex="1 1 9rem" onClick={() => onAnswer(undefined)}>
          {t('skip')}
        </Button>
      </Group>
      <Button variant="subtle" mih={44} c="var(--an-accent-text)" style={{ alignSelf: 'flex-start' }} onClick={onBack}>
        {t('back')}
      </Button>
    </Stack>
  );
}

interface QuestionFieldProps {
  readonly question: Question;
  readonly value: Answer | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: Answer | undefined) => void;
}

function QuestionField({ question, value, error, onChange }: QuestionFieldProps) {
  const t = useScreeningText();
  const pick = usePick();
  if (question.type === 'year') {
    return (
      <NumberInput
        label={pick(question.text)}
        description={t('year')}
        value={typeof value === 'number' ? value : ''}
        onChange={(year) => onChange(year === '' ? undefined : Number(year))}
        error={error}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        autoComplete="off"
        maw={320}
      />
    );
  }
  const many = question.type === 'multi';
  const chosen = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return (
    <ChipRow
      legend={pick(question.text)}
      many={many}
      choices={question.options
        .filter(({ code }) => code !== skipCode)
        .map(({ code, label }) => ({ code, label: pick(label) }))}
      chosen={chosen}
      onChange={(codes) => onChange(many ? codes : codes[0])}
    />
  );
}
