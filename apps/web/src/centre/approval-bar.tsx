import type { DecideApproval } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignedIn } from '../api/session.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors } from '../parts/schema-errors.js';
import { useCareText } from './care-texts.js';

interface ApprovalBarProps {
  readonly version: number;
  readonly askedById: string;
  readonly decide: (body: DecideApproval) => Promise<void>;
}

/** A supervisor's answer to what somebody else asked for. */
export function ApprovalBar({ version, askedById, decide }: ApprovalBarProps) {
  const t = useCareText();
  const { accountId } = useSignedIn();
  const [remark, setRemark] = useState('');
  const decision = useMutation({ mutationFn: decide });
  if (askedById === accountId) return <Text c="dimmed">{t('ownRequest')}</Text>;
  const answer = (decided: DecideApproval['decision']) =>
    decision.mutate({ version, decision: decided, ...(remark.trim() && { remark: remark.trim() }) });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('remark')}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
        error={problemErrors(decision.error)['remark']}
      />
      <ProblemNote error={decision.error} />
      <Group>
        <Button mih={48} loading={decision.isPending} onClick={() => answer('approve')}>
          {t('approve')}
        </Button>
        <Button mih={48} variant="default" disabled={decision.isPending} onClick={() => answer('return')}>
          {t('returnIt')}
        </Button>
      </Group>
    </Stack>
  );
}
