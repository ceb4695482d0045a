import { mergeReasonSchema, type CaseListItem, type ProposeMerge } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { presentVersion } from './centre-api.js';
import { proposeMerge } from './handover-api.js';
import { useHandoverText } from './handover-texts.js';

type MergeFile = Pick<CaseListItem, 'id' | 'code' | 'alias'>;

interface MergeFormProps {
  readonly one: MergeFile;
  readonly other: MergeFile;
}

/** Proposes that two files are about one person: which one stays, and why. */
export function MergeForm({ one, other }: MergeFormProps) {
  const t = useHandoverText();
  const common = useCommonText();
  const [asked, setAsked] = useState(false);
  const [keptId, setKept] = useState(one.id);
  const [reason, setReason] = useState<ProposeMerge['reason']>('same_details');
  const folded = keptId === one.id ? other : one;
  const propose = useMutation({
    mutationFn: async () => proposeMerge(folded.id, { caseVersion: await presentVersion(folded.id), keptId, reason }),
  });
  if (propose.isSuccess) return <Text role="status">{t('mergeSent')}</Text>;
  if (!asked)
    return (
      <Button
        variant="default"
        size="sm"
        mih={44}
        aria-label={t('proposeOf', { one: one.alias, other: other.alias })}
        onClick={() => setAsked(true)}
      >
        {t('propose')}
      </Button>
    );
  return (
    <Stack gap="md" w="100%">
      <ChipRow
        legend={t('keep')}
        choices={[one, other].map(({ id, alias, code }) => ({ code: id, label: `${alias} (${code})` }))}
        chosen={[keptId]}
        onChange={([id = one.id]) => setKept(id)}
      />
      <Text size="sm" c="dimmed">
        {t('keepHint')}
      </Text>
      <ChipRow
        legend={t('mergeWhy')}
        choices={mergeReasonSchema.options.map((code) => ({ code, label: t(`mergeReason.${code}`) }))}
        chosen={[reason]}
        onChange={([chosen]) => setReason(mergeReasonSchema.options.find((code) => code === chosen) ?? reason)}
      />
      <ProblemNote error={propose.error} />
      <Group>
        <Button mih={48} loading={propose.isPending} onClick={() => propose.mutate()}>
          {t('sendMerge')}
        </Button>
        <Button variant="default" mih={48} onClick={() => setAsked(false)}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
