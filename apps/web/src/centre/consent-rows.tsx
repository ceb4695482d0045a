import type { CaseView, ConsentView, ReferenceData } from '@an-tam/contracts';
import { Alert, Button, Collapse, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { writeDay } from '../formats/dates.js';
import { usePick } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { useCaseText } from './case-texts.js';
import { withdrawConsent } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { stands, useConsentSentence } from './use-consent-sentence.js';

interface ConsentRowsProps {
  readonly caseId: string;
  readonly consents: CaseView['consents'];
  readonly reference: ReferenceData;
  /** After a withdrawal, beside reading the file anew. */
  readonly onWithdrawn?: () => void;
}

/** Every consent as a sentence, with the words that were read to her, its end, and its way back. */
export function ConsentRows({ caseId, consents, reference, onWithdrawn }: ConsentRowsProps) {
  const t = useCaseText();
  const sentenceOf = useConsentSentence(reference);
  const withdraw = useMutation({
    mutationFn: (consentId: string) => withdrawConsent(caseId, consentId),
    onSuccess: onWithdrawn,
  });
  return (
    <>
      {withdraw.data ? (
        <Alert
          role="status"
          variant="outline"
          color={withdraw.data.recipientsTold ? 'teal' : 'amber'}
          styles={{
            root: { background: withdraw.data.recipientsTold ? 'var(--an-accent-soft)' : 'var(--an-urgent-soft)' },
          }}
        >
          <Text c="var(--an-ink)">{t(withdraw.data.recipientsTold ? 'told' : 'notYetTold')}</Text>
        </Alert>
      ) : null}
      <ProblemNote error={withdraw.error} />
      <RowList label={t('consents')}>
        {consents.map((consent) => {
          const sentence = sentenceOf(consent);
          return (
            <Row key={consent.id}>
              <div style={{ flex: '1 1 14rem' }}>
                <Text td={stands(consent, reference.today) ? undefined : 'line-through'}>{sentence}</Text>
                <ConsentState consent={consent} today={reference.today} />
                <WordsRead consent={consent} reference={reference} />
              </div>
              {consent.withdrawnOn ? null : (
                <ConfirmAction
                  label={t('withdraw')}
                  accessibleLabel={t('withdrawWhich', { sentence })}
                  title={t('withdrawTitle')}
                  consequence={t('withdrawWhat')}
                  danger
                  busy={withdraw.isPending && withdraw.variables === consent.id}
                  onConfirm={() => withdraw.mutate(consent.id)}
                />
              )}
            </Row>
          );
        })}
      </RowList>
    </>
  );
}

function ConsentState({ consent, today }: { readonly consent: ConsentView; readonly today: string }) {
  const t = useCaseText();
  const centre = useCentreText();
  const say = () => {
    if (consent.withdrawnOn) return t('consentWithdrawn', { day: writeDay(consent.withdrawnOn) });
    if (!stands(consent, today)) return t('consentExpired', { day: writeDay(consent.expiresOn) });
    return t('consentFacts', {
      form: centre(`form.${consent.form}`),
      given: writeDay(consent.givenOn),
      expires: writeDay(consent.expiresOn),
    });
  };
  return (
    <Text size="sm" c="dimmed">
      {say()}
    </Text>
  );
}

/** The wording of the version she agreed to, not of the one in use today. */
function WordsRead({ consent, reference }: { readonly consent: ConsentView; readonly reference: ReferenceData }) {
  const t = useCaseText();
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const wording = reference.consentWordings.find(({ version }) => version === consent.wordingVersion);
  if (!wording) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        mih={44}
        px={0}
        c="var(--an-accent-text)"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('wordsRead')}
      </Button>
      <Collapse expanded={open}>
        <Text size="sm">{pick(wording.text)}</Text>
      </Collapse>
    </>
  );
}
