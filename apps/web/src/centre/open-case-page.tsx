import { openCaseSchema, type OpenCase, type ReferenceData } from '@an-tam/contracts';
import { Button, Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { ReadAloud } from '../parts/read-aloud.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { openCase, useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { CommuneSearch } from './commune-search.js';
import { ConfidentialityLimits } from './confidentiality-limits.js';
import { ConsentFormChoice } from './consent-form-choice.js';
import {
  FurtherIdentifierFields,
  MoreWaysButton,
  noFurtherIdentifiers,
  type FurtherIdentifiers,
} from './further-identifiers.js';

type ConsentForm = OpenCase['consent']['form'];

interface Draft extends FurtherIdentifiers {
  readonly alias: string;
  readonly communeCode: string | null;
  readonly channel: string;
  readonly form: ConsentForm | null;
  readonly name: string;
  readonly phone: string;
  readonly birthYear: string | number;
  readonly statistics: boolean;
  readonly statisticsForm: ConsentForm | null;
}

const emptyDraft: Draft = {
  alias: '',
  communeCode: null,
  channel: '',
  form: null,
  name: '',
  phone: '',
  ...noFurtherIdentifiers,
  birthYear: '',
  statistics: false,
  statisticsForm: null,
};

const wordingFor = (reference: ReferenceData, purpose: 'case_management' | 'statistics') =>
  reference.consentWordings.find((wording) => wording.purpose === purpose);

/** What goes to the service: an empty optional field is absent, never an empty text. */
function bodyOf(draft: Draft, reference: ReferenceData) {
  const consent = (form: ConsentForm | null, purpose: 'case_management' | 'statistics') => ({
    form: form ?? undefined,
    wordingVersion: wordingFor(reference, purpose)?.version ?? '',
  });
  return {
    alias: draft.alias,
    name: draft.name.trim() || undefined,
    phone: draft.phone.trim() || undefined,
    documentNumber: draft.documentNumber.trim() || undefined,
    email: draft.email.trim() || undefined,
    uic: draft.uic.trim() || undefined,
    birthYear: draft.birthYear === '' ? undefined : Number(draft.birthYear),
    communeCode: draft.communeCode ?? '',
    channel: draft.channel,
    openedOn: reference.today,
    consent: consent(draft.form, 'case_management'),
    statisticsConsent: draft.statistics ? consent(draft.statisticsForm, 'statistics') : undefined,
  };
}

export default function OpenCasePage() {
  const t = useCentreText();
  const reference = useReferenceData();
  return (
    <Page place={t('openPlace')}>
      <QueryState query={reference}>{(data) => <OpenCaseForm reference={data} />}</QueryState>
    </Page>
  );
}

/** Limits of confidentiality first; the form appears once they were said. */
function OpenCaseForm({ reference }: { readonly reference: ReferenceData }) {
  const t = useCentreText();
  const navigate = useNavigate();
  const [said, setSaid] = useState(false);
  const [draft, setDraft] = useState(emptyDraft);
  const [errors, setErrors] = useState<FieldMessages>({});
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const open = useMutation({
    mutationFn: openCase,
    onSuccess: ({ id }) => void navigate(`/files/${id}`, { replace: true }),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = bodyOf(draft, reference);
    const found = schemaErrors(openCaseSchema, body);
    setErrors(found);
    const checked = openCaseSchema.safeParse(body);
    if (checked.success) open.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={t('limits')}>
          <ConfidentialityLimits limits={reference.confidentialityLimits} />
          <Checkbox label={t('limitsSaid')} checked={said} onChange={(event) => setSaid(event.currentTarget.checked)} />
        </Section>
        {said ? (
          <>
            <ConsentPart reference={reference} draft={draft} errors={errors} change={change} />
            <AboutPart reference={reference} draft={draft} errors={errors} change={change} />
            <StatisticsPart reference={reference} draft={draft} errors={errors} change={change} />
            <ProblemNote error={open.error} />
            <Button type="submit" size="lg" loading={open.isPending}>
              {t('submitOpen')}
            </Button>
          </>
        ) : null}
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly reference: ReferenceData;
  readonly draft: Draft;
  readonly errors: FieldMessages;
  readonly change: (part: Partial<Draft>) => void;
}

function ConsentPart({ reference, draft, errors, change }: PartProps) {
  const t = useCentreText();
  const pick = usePick();
  const wording = wordingFor(reference, 'case_management');
  if (!wording) return null;
  const text = pick(wording.text);
  return (
    <Section title={t('consentTitle')}>
      <Text>{text}</Text>
      <div>
        <ReadAloud sentences={[text]} />
      </div>
      <ConsentFormChoice
        forms={wording.forms}
        value={draft.form}
        error={errors['consent.form']}
        onChange={(form) => change({ form })}
      />
    </Section>
  );
}

function AboutPart({ reference, draft, errors, change }: PartProps) {
  const t = useCentreText();
  const pick = usePick();
  const [moreWays, setMoreWays] = useState(false);
  return (
    <>
      <Section title={t('about')}>
        <TextInput
          label={t('alias')}
          description={t('aliasHint')}
          value={draft.alias}
          onChange={(event) => change({ alias: event.currentTarget.value })}
          error={errors['alias']}
          autoComplete="off"
        />
        <CommuneSearch
          communes={reference.communes}
          value={draft.communeCode}
          onChange={(communeCode) => change({ communeCode })}
          error={errors['communeCode']}
        />
        <ChipRow
          legend={t('channel')}
          choices={reference.channels.map(({ code, label }) => ({ code, label: pick(label) }))}
          chosen={[draft.channel]}
          onChange={([channel = '']) => change({ channel })}
          error={errors['channel']}
        />
      </Section>
      <Section title={t('extra')}>
        <Text c="dimmed">{t('extraHint')}</Text>
        <TextInput
          label={t('name')}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errors['name']}
          autoComplete="off"
        />
        <TextInput
          label={t('phone')}
          type="tel"
          value={draft.phone}
          onChange={(event) => change({ phone: event.currentTarget.value })}
          error={errors['phone']}
          autoComplete="off"
        />
        <NumberInput
          label={t('birthYear')}
          value={draft.birthYear}
          onChange={(birthYear) => change({ birthYear })}
          error={errors['birthYear']}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          maxLength={4}
          autoComplete="off"
        />
        {moreWays ? (
          <FurtherIdentifierFields values={draft} errors={errors} change={change} />
        ) : (
          <MoreWaysButton onOpen={() => setMoreWays(true)} />
        )}
      </Section>
    </>
  );
}

function StatisticsPart({ reference, draft, errors, change }: PartProps) {
  const t = useCentreText();
  const pick = usePick();
  const wording = wordingFor(reference, 'statistics');
  if (!wording) return null;
  return (
    <Section title={t('statistics')}>
      <Text>{pick(wording.text)}</Text>
      <Checkbox
        label={t('statisticsAgree')}
        checked={draft.statistics}
        onChange={(event) =>
          change({ statistics: event.currentTarget.checked, statisticsForm: draft.statisticsForm ?? draft.form })
        }
      />
      {draft.statistics ? (
        <ConsentFormChoice
          legend={t('statisticsForm')}
          forms={wording.forms}
          value={draft.statisticsForm}
          error={errors['statisticsConsent.form']}
          onChange={(statisticsForm) => change({ statisticsForm })}
        />
      ) : null}
    </Section>
  );
}
