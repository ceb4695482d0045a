import type { ReferenceData } from '@an-tam/contracts';
import { Checkbox, NumberInput, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ReadAloud } from '../parts/read-aloud.js';
import type { FieldMessages } from '../parts/schema-errors.js';
import { useCentreText } from './centre-texts.js';
import { CommuneSearch } from './commune-search.js';
import { ConfidentialityLimits } from './confidentiality-limits.js';
import { ConsentFormChoice } from './consent-form-choice.js';
import { FurtherIdentifierFields, MoreWaysButton } from './further-identifiers.js';
import { useLabels } from './labels.js';
import { wordingFor, type RegistrationDraft, type RegistrationStep } from './registration-draft.js';
import { useRegistrationText } from './registration-texts.js';
import { anyWayAnyTime, SafeReachFields } from './safe-reach-fields.js';

export interface QuestionProps {
  readonly reference: ReferenceData;
  readonly draft: RegistrationDraft;
  readonly errors: FieldMessages;
  readonly change: (part: Partial<RegistrationDraft>) => void;
}

function Limits({ reference }: QuestionProps) {
  return <ConfidentialityLimits limits={reference.confidentialityLimits} />;
}

function Consent({ reference, draft, errors, change }: QuestionProps) {
  const pick = usePick();
  const wording = wordingFor(reference, 'case_management');
  if (!wording) return null;
  const text = pick(wording.text);
  return (
    <>
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
    </>
  );
}

function Alias({ draft, errors, change }: QuestionProps) {
  const t = useCentreText();
  return (
    <TextInput
      label={t('alias')}
      description={t('aliasHint')}
      value={draft.alias}
      onChange={(event) => change({ alias: event.currentTarget.value })}
      error={errors['alias']}
      autoComplete="off"
    />
  );
}

function Reach({ draft, errors, change }: QuestionProps) {
  const t = useRegistrationText();
  return (
    <>
      <Text c="dimmed">{t('reachWhy')}</Text>
      <SafeReachFields value={draft.reach ?? anyWayAnyTime} errors={errors} onChange={(reach) => change({ reach })} />
      <TextInput
        label={t('phoneOptional')}
        type="tel"
        value={draft.phone}
        onChange={(event) => change({ phone: event.currentTarget.value })}
        error={errors['phone']}
        autoComplete="off"
      />
    </>
  );
}

function Place({ reference, draft, errors, change }: QuestionProps) {
  const t = useCentreText();
  const own = useRegistrationText();
  const pick = usePick();
  const labelOf = useLabels();
  return (
    <>
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
      {draft.given.length > 0 ? (
        <div>
          <Text fw={600}>
            {own('carried')}: {draft.given.map((code) => labelOf(reference.services, code)).join(', ')}
          </Text>
          <Text c="dimmed">{own('carriedHint')}</Text>
        </div>
      ) : null}
    </>
  );
}

function Life({ reference, draft, errors, change }: QuestionProps) {
  const t = useRegistrationText();
  const pick = usePick();
  return (
    <>
      <Text c="dimmed">{t('lifeHint')}</Text>
      {(['household', 'children'] as const).map((field) => (
        <NumberInput
          key={field}
          label={t(field)}
          value={draft[field]}
          onChange={(count) => change({ [field]: count })}
          error={errors[`circumstances.${field}`]}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          maxLength={2}
          autoComplete="off"
          maw={320}
        />
      ))}
      <ChipRow
        legend={t('languages')}
        many
        choices={reference.languages.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={draft.languages}
        onChange={(languages) => change({ languages })}
        error={errors['circumstances.languages']}
      />
    </>
  );
}

function Further({ draft, errors, change }: QuestionProps) {
  const t = useCentreText();
  const [moreWays, setMoreWays] = useState(Boolean(draft.documentNumber || draft.email || draft.uic));
  return (
    <>
      <Text c="dimmed">{t('extraHint')}</Text>
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={errors['name']}
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
    </>
  );
}

function Figures({ reference, draft, errors, change }: QuestionProps) {
  const t = useCentreText();
  const own = useRegistrationText();
  const pick = usePick();
  const wording = wordingFor(reference, 'statistics');
  if (!wording) return null;
  const text = pick(wording.text);
  return (
    <>
      <Text>{text}</Text>
      <div>
        <ReadAloud sentences={[text]} />
      </div>
      <Text c="dimmed">{own('figuresHint')}</Text>
      <Checkbox
        label={t('statisticsAgree')}
        checked={draft.statistics}
        onChange={(event) =>
          change({
            statistics: event.currentTarget.checked,
            statisticsForm: draft.statisticsForm ?? wording.forms.find((form) => form === draft.form) ?? null,
          })
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
    </>
  );
}

/** What each page of the registration asks. */
export const registrationQuestions: Readonly<Record<RegistrationStep, (props: QuestionProps) => ReactNode>> = {
  limits: Limits,
  consent: Consent,
  alias: Alias,
  reach: Reach,
  place: Place,
  life: Life,
  further: Further,
  figures: Figures,
};
