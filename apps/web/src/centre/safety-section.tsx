import type { ConcernView } from '@an-tam/contracts';
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { timeLeft } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { problemErrors } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import type { CasePartProps } from './case-part.js';
import { recordAge, useSafety } from './safety-api.js';
import { SafetyOpenForm } from './safety-open-form.js';
import { useSafetyText } from './safety-texts.js';

/** Whether she is safe: clocks that run, the question for her age, and saying that there is danger. */
export function SafetySection({ file, mayChange }: Pick<CasePartProps, 'file'> & { readonly mayChange: boolean }) {
  const t = useSafetyText();
  const safety = useSafety(file.id);
  const [opening, setOpening] = useState(false);
  const change = mayChange && file.status === 'open';
  return (
    <Section title={t('place')}>
      <QueryState query={safety}>
        {({ askAge, concerns }) => (
          <>
            {concerns.length > 0 ? (
              <RowList label={t('place')}>
                {concerns.map((concern) => (
                  <ConcernRow key={concern.id} caseId={file.id} concern={concern} />
                ))}
              </RowList>
            ) : null}
            {askAge && change ? <AgePrompt caseId={file.id} /> : null}
            {opening ? (
              <SafetyOpenForm caseId={file.id} onDone={() => setOpening(false)} />
            ) : change ? (
              <Group justify="space-between" gap="sm">
                <Text c="dimmed" flex="1 1 14rem">
                  {t('openHint')}
                </Text>
                <Button variant="default" mih={48} onClick={() => setOpening(true)}>
                  {t('open')}
                </Button>
              </Group>
            ) : null}
          </>
        )}
      </QueryState>
    </Section>
  );
}

function ConcernRow({ caseId, concern }: { readonly caseId: string; readonly concern: ConcernView }) {
  const t = useSafetyText();
  const pick = usePick();
  const { content, state } = concern;
  const step = content?.steps.find((one) => one.state === 'open');
  const text = (
    <div style={{ flex: '1 1 12rem' }}>
      <Text fw={600}>{content ? pick(content.label) : t('sealedConcern')}</Text>
      <Text size="sm" c="dimmed">
        {content === null ? t('sealedHint') : step ? `${t('next')}: ${pick(step.text)}` : t('noneOpen')}
      </Text>
    </div>
  );
  return content ? (
    <Row to={`/files/${caseId}/safety/${concern.id}`}>
      {text}
      {state === 'ended' ? <StateWord>{t('ended')}</StateWord> : <ClockWord concern={concern} />}
    </Row>
  ) : (
    <Row>
      {text}
      {state === 'ended' ? <StateWord>{t('ended')}</StateWord> : <ClockWord concern={concern} />}
    </Row>
  );
}

/** The time that is left for the next step. */
export function ClockWord({ concern: { nextDueAt, escalated } }: { readonly concern: ConcernView }) {
  const t = useSafetyText();
  const language = useLanguage();
  if (nextDueAt === null) return <StateWord tone="good">{t('noneOpen')}</StateWord>;
  const { text, overdue } = timeLeft(nextDueAt, language);
  return <StateWord tone={overdue || escalated === 2 ? 'danger' : 'urgent'}>{text}</StateWord>;
}

function AgePrompt({ caseId }: { readonly caseId: string }) {
  const t = useSafetyText();
  const [year, setYear] = useState<number | string>('');
  const [wrong, setWrong] = useState(false);
  const save = useMutation({ mutationFn: (birthYear: number) => recordAge(caseId, birthYear) });
  const submit = () => {
    const fits = typeof year === 'number' && year >= 1900 && year <= 2100;
    setWrong(!fits);
    if (fits) save.mutate(year);
  };
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600}>{t('askAge')}</Text>
        <Text c="dimmed">{t('askAgeHint')}</Text>
      </div>
      <Group align="flex-start" gap="sm">
        <NumberInput
          label={t('birthYear')}
          description={t('birthYearHint')}
          value={year}
          onChange={setYear}
          hideControls
          allowDecimal={false}
          maxLength={4}
          error={wrong ? t('yearWrong') : problemErrors(save.error)['birthYear']}
          style={{ flex: '1 1 10rem' }}
        />
        <Button variant="default" mih={48} mt={{ base: 0, sm: 48 }} loading={save.isPending} onClick={submit}>
          {t('saveAge')}
        </Button>
      </Group>
      <ProblemNote error={save.error} />
    </Stack>
  );
}
