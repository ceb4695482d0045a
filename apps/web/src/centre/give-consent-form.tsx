import type { ConsentForm, ConsentPurpose, ReferenceData } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import { usePick } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { ReadAloud } from '../parts/read-aloud.js';
import { problemErrors } from '../parts/schema-errors.js';
import { useCaseText } from './case-texts.js';
import { giveConsent, refreshCase } from './centre-api.js';
import { ConsentFormChoice } from './consent-form-choice.js';

interface GiveConsentFormProps {
  readonly caseId: string;
  readonly purpose: Exclude<ConsentPurpose, 'referral' | 'transfer'>;
  readonly reference: ReferenceData;
}

/** One consent, asked for when it is needed: the wording, read aloud if wished, and how she agreed. */
export function GiveConsentForm({ caseId, purpose, reference }: GiveConsentFormProps) {
  const t = useCaseText();
  const common = useCommonText();
  const pick = usePick();
  const [asking, setAsking] = useState(false);
  const [form, setForm] = useState<ConsentForm | null>(null);
  const wording = reference.consentWordings.find((one) => one.purpose === purpose);
  const give = useMutation({
    mutationFn: async (given: ConsentForm) => {
      await giveConsent(caseId, {
        purpose,
        dataCategories: [],
        form: given,
        wordingVersion: wording?.version ?? '',
      });
      await refreshCase(caseId);
    },
  });
  if (!wording) return null;
  if (!asking) {
    return (
      <Button variant="default" mih={44} style={{ alignSelf: 'flex-start' }} onClick={() => setAsking(true)}>
        {t(`ask.${purpose}`)}
      </Button>
    );
  }
  return (
    <Stack gap="md" component="section" aria-label={t(`ask.${purpose}`)}>
      <Text>{pick(wording.text)}</Text>
      <div>
        <ReadAloud sentences={[pick(wording.text)]} />
      </div>
      <ConsentFormChoice
        forms={wording.forms}
        value={form}
        error={problemErrors(give.error)['form']}
        onChange={setForm}
      />
      <ProblemNote error={give.error} />
      <Group>
        <Button
          mih={48}
          disabled={form === null}
          loading={give.isPending}
          onClick={() => {
            if (form) give.mutate(form);
          }}
        >
          {t('saveConsent')}
        </Button>
        <Button variant="default" mih={48} onClick={() => setAsking(false)}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
