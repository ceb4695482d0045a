import { accessAnswerSchema, answerFindingSchema, type AccessFinding } from '@an-tam/contracts';
import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { answerFinding } from './audit-api.js';
import { useReviewText } from './review-texts.js';

/** What was behind a finding, in one sentence, by somebody else than the person concerned. */
export function AnswerForm({ finding }: { readonly finding: AccessFinding }) {
  const t = useReviewText();
  const [answer, setAnswer] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const body = { answer, note };
  const save = useMutation({
    gcTime: 0,
    mutationFn: () => answerFinding(finding.id, answerFindingSchema.parse(body)),
  });
  const faults = { ...problemErrors(save.error), ...(tried ? schemaErrors(answerFindingSchema, body) : {}) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (answerFindingSchema.safeParse(body).success) save.mutate();
  };
  return (
    <Section title={t('answer')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={520}>
          <Radio.Group label={t('answerIs')} value={answer} onChange={setAnswer} error={faults['answer']}>
            <Stack gap="xs" mt="xs">
              {accessAnswerSchema.options.map((option) => (
                <Radio key={option} value={option} label={t(`answer.${option}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('note')}
            description={t('noteHint')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={faults['note']}
            maxLength={400}
            autosize
            minRows={2}
          />
          <ProblemNote error={save.error} />
          <Button type="submit" mih={48} loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
