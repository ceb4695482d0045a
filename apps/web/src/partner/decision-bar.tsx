import type { DecideReferral, InboxReferral } from '@an-tam/contracts';
import { decideReferralSchema } from '@an-tam/contracts';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { decideReferral } from './partner-api.js';
import { usePartnerText } from './partner-texts.js';

const reasons = ['no-capacity', 'not-eligible', 'unreachable', 'other'] as const;

interface DecisionBarProps {
  readonly referral: InboxReferral;
  readonly onMoved: () => void;
  readonly onEnded: (how: 'doneComplete' | 'doneReject') => void;
}

/** Tiếp nhận or Không nhận được first; once taken on, Đã cung cấp dịch vụ. */
export function DecisionBar({ referral, onMoved, onEnded }: DecisionBarProps) {
  const t = usePartnerText();
  const [rejecting, setRejecting] = useState(false);
  const decide = useMutation({
    mutationFn: (body: DecideReferral) => decideReferral(referral.id, body),
    onSuccess: (_, { step }) => {
      if (step === 'accept') onMoved();
      else onEnded(step === 'complete' ? 'doneComplete' : 'doneReject');
    },
  });
  const { version, state } = referral;
  const accept = () => decide.mutate({ step: 'accept', version });
  const note = <ProblemNote error={decide.error} onRetry={onMoved} />;
  if (state === 'received') {
    return (
      <Stack gap="md">
        {note}
        {rejecting ? (
          <RejectForm
            busy={decide.isPending}
            onCancel={() => setRejecting(false)}
            onReject={(statusReason) => decide.mutate({ step: 'reject', version, statusReason })}
          />
        ) : (
          <Group gap="sm">
            <Button size="lg" flex="1 1 10rem" loading={decide.isPending} onClick={accept}>
              {t('accept')}
            </Button>
            <Button size="lg" flex="1 1 10rem" variant="default" onClick={() => setRejecting(true)}>
              {t('reject')}
            </Button>
          </Group>
        )}
      </Stack>
    );
  }
  if (state !== 'accepted' && state !== 'in-progress' && state !== 'on-hold') return note;
  return (
    <Stack gap="md">
      {note}
      <DeliverForm
        version={version}
        busy={decide.isPending}
        errors={problemErrors(decide.error)}
        onDeliver={(body) => decide.mutate(body)}
      />
    </Stack>
  );
}

interface RejectFormProps {
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onReject: (reason: (typeof reasons)[number]) => void;
}

function RejectForm({ busy, onCancel, onReject }: RejectFormProps) {
  const t = usePartnerText();
  const common = useCommonText();
  const [reason, setReason] = useState<(typeof reasons)[number]>();
  return (
    <Section title={t('reject')}>
      <ChipRow
        legend={t('rejectWhy')}
        choices={reasons.map((code) => ({ code, label: t(`reason.${code}`) }))}
        chosen={reason ? [reason] : []}
        onChange={([code]) => setReason(reasons.find((known) => known === code))}
      />
      <Group>
        <Button
          mih={48}
          disabled={!reason}
          loading={busy}
          onClick={() => {
            if (reason) onReject(reason);
          }}
        >
          {t('sendReject')}
        </Button>
        <Button mih={48} variant="default" onClick={onCancel}>
          {common('cancel')}
        </Button>
      </Group>
    </Section>
  );
}

interface DeliverFormProps {
  readonly version: number;
  readonly busy: boolean;
  readonly errors: FieldMessages;
  readonly onDeliver: (body: DecideReferral) => void;
}

function DeliverForm({ version, busy, errors, onDeliver }: DeliverFormProps) {
  const t = usePartnerText();
  const [deliveredOn, setDeliveredOn] = useState(() => dayOf(new Date()));
  const [found, setFound] = useState<FieldMessages>({});
  const submit = () => {
    const body = { step: 'complete', version, deliveredOn } as const;
    const wrong = schemaErrors(decideReferralSchema, body);
    setFound(wrong);
    if (Object.keys(wrong).length === 0) onDeliver(body);
  };
  return (
    <Section title={t('delivered')}>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="date"
          label={t('deliveredOn')}
          value={deliveredOn}
          onChange={(event) => setDeliveredOn(event.currentTarget.value)}
          error={found['deliveredOn'] ?? errors['deliveredOn']}
        />
        <Button mih={48} loading={busy} onClick={submit}>
          {t('delivered')}
        </Button>
      </Group>
    </Section>
  );
}
