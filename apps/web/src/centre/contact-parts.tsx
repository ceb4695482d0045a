import { recordContactSchema, type RecordContact, type ReferenceData } from '@an-tam/contracts';
import { Alert, Button, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { recordContact } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import classes from './contact-parts.module.css';
import { useRegistrationDraft, type RegistrationDraft } from './registration-draft.js';

/** Domains whose services are handed over on the spot; the rest is one tap away. */
const onTheSpot: readonly string[] = ['support', 'health'];
/** Work on a file: never part of a meeting that leaves none. */
const needsFile: readonly string[] = ['NEED_SCREENING', 'CASE_MANAGEMENT', 'REFERRAL', 'FOLLOW_UP'];

/** Sends a contact, with errors by field; `onNoted` clears the form for the next one. */
export function useRecordContact(onNoted: () => void) {
  const [errors, setErrors] = useState<FieldMessages>({});
  const record = useMutation({
    mutationFn: recordContact,
    onSuccess: onNoted,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = (body: Partial<RecordContact>) => {
    const checked = recordContactSchema.safeParse(body);
    setErrors(schemaErrors(recordContactSchema, body));
    if (checked.success) record.mutate(checked.data);
  };
  return { errors, record, submit };
}

interface GivenChipsProps {
  readonly reference: ReferenceData;
  readonly given: readonly string[];
  readonly error: FieldMessages[string];
  readonly onChange: (given: string[]) => void;
}

export function GivenChips({ reference, given, error, onChange }: GivenChipsProps) {
  const t = useCentreText();
  const pick = usePick();
  const [showAll, setShowAll] = useState(false);
  const services = reference.services.filter(
    ({ code, domain }) => showAll || given.includes(code) || (onTheSpot.includes(domain) && !needsFile.includes(code)),
  );
  return (
    <ChipRow
      legend={t('given')}
      many
      choices={services.map(({ code, label }) => ({ code, label: pick(label) }))}
      chosen={given}
      onChange={onChange}
      error={error}
    >
      {showAll ? null : (
        <Button variant="subtle" mih={48} c="var(--an-accent-text)" onClick={() => setShowAll(true)}>
          {t('moreGiven')}
        </Button>
      )}
    </ChipRow>
  );
}

interface FollowUpChipsProps {
  readonly wanted: boolean;
  readonly onChange: (wanted: boolean) => void;
}

export function FollowUpChips({ wanted, onChange }: FollowUpChipsProps) {
  const t = useCentreText();
  return (
    <ChipRow
      legend={t('followUp')}
      choices={[
        { code: 'no', label: t('followUpNo') },
        { code: 'yes', label: t('followUpYes') },
      ]}
      chosen={[wanted ? 'yes' : 'no']}
      onChange={([code]) => onChange(code === 'yes')}
    />
  );
}

export function NotedAlert({ shown }: { readonly shown: boolean }) {
  const t = useCentreText();
  return shown ? (
    <Alert
      role="status"
      variant="outline"
      icon={<IconCheck aria-hidden />}
      styles={{ root: { background: 'var(--an-accent-soft)' } }}
    >
      <Text c="var(--an-ink)">{t('noted')}</Text>
    </Alert>
  ) : null;
}

interface DoneBarProps {
  readonly error: unknown;
  readonly busy: boolean;
  readonly onDone: () => void;
}

/** The one action of the page, within reach of the thumb. */
export function DoneBar({ error, busy, onDone }: DoneBarProps) {
  const t = useCentreText();
  return (
    <>
      <ProblemNote error={error} onRetry={onDone} />
      <div className={classes['actions']}>
        <Button size="lg" fullWidth loading={busy} onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </>
  );
}

/** Opens a file with what was noted, so that nothing is typed twice and nothing is counted twice. */
export function OpenInstead({ known }: { readonly known: Partial<RegistrationDraft> }) {
  const t = useCentreText();
  const navigate = useNavigate();
  const { begin } = useRegistrationDraft();
  return (
    <Button
      variant="subtle"
      mih={48}
      h="auto"
      py="sm"
      c="var(--an-accent-text)"
      styles={{ label: { whiteSpace: 'normal', lineHeight: 1.4 } }}
      onClick={() => {
        begin(known);
        void navigate('/files/new');
      }}
    >
      {t('openInstead')}
    </Button>
  );
}
