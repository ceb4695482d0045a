import type { CaseView, ConsentForm, DirectoryService, NeedChoice, ReferenceData } from '@an-tam/contracts';
import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isStale } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { MergeView } from '../parts/merge-view.js';
import { ProblemNote } from '../parts/problem-note.js';
import { ReadAloud } from '../parts/read-aloud.js';
import { Section } from '../parts/section.js';
import { giveConsent, referNeed, refreshForReferral } from './centre-api.js';
import { ConsentFormChoice } from './consent-form-choice.js';
import { PacketPreview } from './packet-preview.js';
import { useScreeningText } from '../screening/screening-texts.js';

interface ReferralDraftProps {
  readonly file: CaseView;
  readonly reference: ReferenceData;
  readonly need: NeedChoice;
  readonly service: DirectoryService;
}

interface Sending {
  readonly form: ConsentForm;
  readonly urgency: CaseView['needs'][number]['urgency'];
}

/** From what is sent to "sent": the consent is recorded for exactly the categories of the preview above it. */
export function ReferralDraft({ file, reference, need, service }: ReferralDraftProps) {
  const t = useScreeningText();
  const common = useCommonText();
  const pick = usePick();
  const navigate = useNavigate();
  const [categories, setCategories] = useState(
    need.dataCategories.filter(({ ticked }) => ticked).map(({ code }) => code),
  );
  const [form, setForm] = useState<ConsentForm | null>(null);
  const [urgency, setUrgency] = useState(file.needs.find(({ code }) => code === need.code)?.urgency ?? 'routine');
  const [consent, setConsent] = useState<{ id: string; key: string }>();
  const wording = reference.consentWordings.find(({ purpose }) => purpose === 'referral');
  const refer = useMutation({
    mutationFn: async ({ form: given, urgency: wanted }: Sending) => {
      // A consent recorded before a failed sending is used again, never asked or written twice.
      const key = JSON.stringify([given, categories]);
      let consentId = consent?.key === key ? consent.id : undefined;
      if (!consentId) {
        const recorded = await giveConsent(file.id, {
          purpose: 'referral',
          recipientOrganisationId: service.organisation.id,
          dataCategories: categories,
          form: given,
          wordingVersion: wording?.version ?? '',
        });
        consentId = recorded.id;
        setConsent({ id: consentId, key });
      }
      await referNeed(file.id, {
        caseVersion: file.version,
        organisationId: service.organisation.id,
        serviceId: service.id,
        needCode: need.code,
        urgency: wanted,
        consentId,
      });
    },
    onSuccess: () => void navigate(`/files/${file.id}`, { replace: true }),
    onError: async (error) => {
      // The file changed: what the recipient would know is shown anew before anything is sent.
      if (isStale(error)) await refreshForReferral(file.id);
    },
  });
  const suggested = file.needs.find(({ code }) => code === need.code)?.urgency ?? 'routine';
  const request = {
    organisationId: service.organisation.id,
    serviceId: service.id,
    needCode: need.code,
    urgency,
    dataCategories: categories,
  };
  const what = need.dataCategories.filter(({ code }) => categories.includes(code)).map(({ label }) => pick(label));
  const consentText = wording
    ? [t('consentTo', { who: service.organisation.name, what: what.join(', ') }), pick(wording.text)]
    : [];
  const { enough, why } = need.consentForms;
  const someAreNot = wording?.forms.some((form) => !enough.includes(form)) ?? false;
  return (
    <>
      <Section title={t('whatToSend')}>
        <Text c="dimmed">{t('whatToSendHint')}</Text>
        <Checkbox.Group value={categories} onChange={setCategories} aria-label={t('whatToSend')}>
          <Stack gap="md">
            {need.dataCategories.map(({ code, label }) => (
              <Checkbox key={code} value={code} label={pick(label)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <ChipRow
          legend={t('urgency')}
          choices={[
            { code: 'routine', label: common('routine') },
            { code: 'urgent', label: common('urgent') },
          ]}
          chosen={[urgency]}
          onChange={([code]) => setUrgency(code === 'urgent' ? 'urgent' : 'routine')}
        />
      </Section>
      <PacketPreview caseId={file.id} request={request} />
      <Section title={t('consent')}>
        {consentText.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        <div>
          <ReadAloud sentences={consentText} />
        </div>
        {someAreNot ? <Text c="dimmed">{pick(why)}</Text> : null}
        <ConsentFormChoice forms={enough} value={form} onChange={setForm} />
        {isStale(refer.error) ? (
          <MergeView
            fields={[{ key: 'urgency', label: t('urgency'), mine: common(urgency), theirs: common(suggested) }]}
            busy={refer.isPending}
            onSave={(from) => {
              const chosen = from['urgency'] === 'theirs' ? suggested : urgency;
              setUrgency(chosen);
              if (form) refer.mutate({ form, urgency: chosen });
            }}
            onCancel={() => refer.reset()}
          />
        ) : (
          <>
            <ProblemNote error={refer.error} />
            <Button
              size="lg"
              disabled={form === null || categories.length === 0}
              loading={refer.isPending}
              onClick={() => {
                if (form) refer.mutate({ form, urgency });
              }}
            >
              {t('send')}
            </Button>
          </>
        )}
      </Section>
    </>
  );
}
