import {
  requestTransferSchema,
  transferReasonSchema,
  type CaseTransferView,
  type ConsentView,
} from '@an-tam/contracts';
import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignedIn } from '../api/session.js';
import { timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import type { CasePartProps } from './case-part.js';
import { presentVersion } from './centre-api.js';
import { ConsentFormChoice } from './consent-form-choice.js';
import { cancelTransfer, requestTransfer, useCentres, useTransfers } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';
import { useCentreName } from './use-centre-name.js';

/** Chuyển sang trung tâm khác: asked for with her consent, and taken back as long as the other centre has not accepted. */
export function TransferSection({ file, reference }: CasePartProps) {
  const t = useHandoverText();
  const [asking, setAsking] = useState(false);
  const { data } = useTransfers();
  const live = data?.transfers.find(
    ({ caseId, state }) => caseId === file.id && (state === 'requested' || state === 'approved'),
  );
  const ask = (
    <Button variant="default" size="sm" mih={44} onClick={() => setAsking(true)}>
      {t('askTransfer')}
    </Button>
  );
  return (
    <Section title={t('transfer')} aside={asking || live || file.status === 'closed' ? null : ask}>
      {live ? <LiveTransfer transfer={live} /> : <Text c="dimmed">{t('transferHint')}</Text>}
      {asking && !live ? <TransferForm file={file} reference={reference} onDone={() => setAsking(false)} /> : null}
    </Section>
  );
}

function LiveTransfer({ transfer }: { readonly transfer: CaseTransferView }) {
  const t = useHandoverText();
  const language = useLanguage();
  const nameOf = useCentreName();
  const cancel = useMutation({ mutationFn: () => cancelTransfer(transfer.id, transfer.version) });
  return (
    <Stack gap="sm" align="flex-start">
      <Text fw={600}>{t('toWhere', { centre: nameOf(transfer.toCentreId) })}</Text>
      <StateWord tone="urgent">{t(`transferState.${transfer.state}`)}</StateWord>
      <Text size="sm" c="dimmed">
        {t(`transferReason.${transfer.reason}`)} · {timeLeft(transfer.expiresAt, language).text}
      </Text>
      <ConfirmAction
        label={t('cancelTransfer')}
        title={t('cancelTransfer')}
        consequence={t('cancelTransferWhat')}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
      />
      <ProblemNote error={cancel.error} />
    </Stack>
  );
}

function TransferForm({ file, reference, onDone }: CasePartProps & { readonly onDone: () => void }) {
  const t = useHandoverText();
  const common = useCommonText();
  const pick = usePick();
  const { organisation } = useSignedIn();
  const centres = (useCentres().data?.centres ?? []).filter(({ id }) => id !== organisation.id);
  const wording = reference.consentWordings.find(({ purpose }) => purpose === 'transfer');
  const [toCentreId, setCentre] = useState('');
  const [reason, setReason] = useState('');
  const [form, setForm] = useState<ConsentView['form'] | null>(null);
  const [errors, setErrors] = useState<FieldMessages>({});
  const request = useMutation({
    mutationFn: async (body: Parameters<typeof requestTransfer>[1]) =>
      requestTransfer(file.id, { ...body, caseVersion: await presentVersion(file.id) }),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = { caseVersion: file.version, toCentreId, reason, form, wordingVersion: wording?.version ?? '' };
    const checked = requestTransferSchema.safeParse(body);
    setErrors({
      ...schemaErrors(requestTransferSchema, body),
      ...(toCentreId === '' && { toCentreId: t('chooseCentre') }),
      ...(form === null && { form: t('howAgreedMissing') }),
    });
    if (checked.success) request.mutate(checked.data);
  };
  return (
    <Stack gap="lg">
      <NativeSelect
        label={t('toCentre')}
        data={[{ value: '', label: t('chooseCentre') }, ...centres.map(({ id, name }) => ({ value: id, label: name }))]}
        value={toCentreId}
        onChange={(event) => setCentre(event.currentTarget.value)}
        error={errors['toCentreId']}
        maw={520}
      />
      <ChipRow
        legend={t('transferWhy')}
        choices={transferReasonSchema.options.map((code) => ({ code, label: t(`transferReason.${code}`) }))}
        chosen={[reason]}
        onChange={([code = '']) => setReason(code)}
        error={errors['reason']}
      />
      <Alert
        variant="outline"
        color="teal"
        title={t('readFirst')}
        styles={{ root: { background: 'var(--an-accent-soft)' } }}
      >
        <Text c="var(--an-ink)">{wording ? pick(wording.text) : ''}</Text>
        <Text c="var(--an-ink)" mt="xs">
          {t('goesAlong')}
        </Text>
      </Alert>
      <ConsentFormChoice
        legend={t('howAgreed')}
        forms={wording?.forms ?? []}
        value={form}
        error={errors['form'] ?? errors['wordingVersion']}
        onChange={setForm}
      />
      <ProblemNote error={request.error} />
      <Group>
        <Button mih={48} loading={request.isPending} onClick={submit}>
          {t('sendTransfer')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
