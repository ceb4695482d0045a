import type { Questionnaire } from '@an-tam/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { Section } from '../parts/section.js';
import { Questions } from '../screening/questions.js';
import { useQuestionnairesText } from './questionnaires-texts.js';

/** The draft as a worker will see it, one question a page; the answers go nowhere. */
export function DraftPreview({ questionnaire }: { readonly questionnaire: Questionnaire }) {
  const t = useQuestionnairesText();
  const pick = usePick();
  const [step, setStep] = useState(0);
  const [done, setDone] = useState(false);
  const start = () => {
    setDone(false);
    setStep(1);
  };
  return (
    <Section title={t('preview')}>
      <Text c="dimmed">{t('previewHint')}</Text>
      <Stack gap={4}>
        <Text size="sm">{pick(questionnaire.results.inNeed)}</Text>
        <Text size="sm">{pick(questionnaire.results.eligible)}</Text>
      </Stack>
      {done ? <Text role="status">{t('previewDone')}</Text> : null}
      {step === 0 || done ? (
        <Button mih={48} variant="default" style={{ alignSelf: 'flex-start' }} onClick={start}>
          {t(done ? 'previewAgain' : 'previewStart')}
        </Button>
      ) : (
        <Questions questionnaire={questionnaire} step={step} goTo={setStep} onDone={() => setDone(true)} />
      )}
    </Section>
  );
}
