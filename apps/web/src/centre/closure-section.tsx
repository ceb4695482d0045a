import {
  closureOutcomeSchema,
  closureReasonSchema,
  requestClosureSchema,
  type CaseClosure,
  type ClosureView,
} from '@an-tam/contracts';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { holdsAny, useSignedIn } from '../api/session.js';
import { sayDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { ApprovalBar } from './approval-bar.js';
import { decideClosure, reopenCase, requestClosure, useClosure } from './care-api.js';
import { useCareText } from './care-texts.js';
import type { CasePartProps } from './case-part.js';

/** Kết thúc hỗ trợ: asked for, decided by another person, and undone when she comes back. */
export function ClosureSection({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCareText();
  const closure = useClosure(file.id);
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('closure')}>
      <QueryState query={closure}>
        {({ closure: last, open }) => {
          if (asking) return <ClosureForm file={file} open={open} onDone={() => setAsking(false)} />;
          const mayAsk = file.status === 'open' && last?.state !== 'requested';
          return (
            <>
              {last ? <LastClosure file={file} closure={last} /> : <Text c="dimmed">{t('closureHint')}</Text>}
              {mayAsk ? (
                <Button variant="default" mih={48} style={{ alignSelf: 'flex-start' }} onClick={() => setAsking(true)}>
                  {t('askClosure')}
                </Button>
              ) : null}
            </>
          );
        }}
      </QueryState>
    </Section>
  );
}

function LastClosure({ file, closure }: Pick<CasePartProps, 'file'> & { readonly closure: ClosureView }) {
  const t = useCareText();
  const language = useLanguage();
  const session = useSignedIn();
  const reopening = useMutation({ mutationFn: () => reopenCase(file.id, file.version) });
  const { reason, outcome, note, openWork, remark, closedOn, keepUntil, state } = closure;
  return (
    <Stack gap="sm" align="flex-start">
      <StateWord tone={state === 'requested' ? 'urgent' : 'calm'}>{t(`closureState.${state}`)}</StateWord>
      <Text>{t('whyAndHow', { reason: t(`reason.${reason}`), outcome: t(`outcome.${outcome}`) })}</Text>
      {openWork ? <Text style={{ whiteSpace: 'pre-wrap' }}>{t('stillOpen', { text: openWork })}</Text> : null}
      {note ? <Text style={{ whiteSpace: 'pre-wrap' }}>{note}</Text> : null}
      {remark ? <Text>{t('saidBack', { remark })}</Text> : null}
      {closedOn && keepUntil ? (
        <Text c="dimmed">{t('closedOn', { day: sayDay(closedOn, language), until: sayDay(keepUntil, language) })}</Text>
      ) : null}
      {state === 'requested' && holdsAny(session, ['supervisor']) ? (
        <ApprovalBar
          key={closure.version}
          version={closure.version}
          askedById={closure.requestedById}
          decide={(body) => decideClosure(file.id, body)}
        />
      ) : null}
      {file.status === 'closed' && holdsAny(session, ['case_manager', 'supervisor']) ? (
        <Button mih={48} loading={reopening.isPending} onClick={() => reopening.mutate()}>
          {t('reopen')}
        </Button>
      ) : null}
      <ProblemNote error={reopening.error} />
    </Stack>
  );
}

interface ClosureFormProps extends Pick<CasePartProps, 'file'> {
  readonly open: CaseClosure['open'];
  readonly onDone: () => void;
}

function ClosureForm({ file, open, onDone }: ClosureFormProps) {
  const t = useCareText();
  const common = useCommonText();
  const [reason, setReason] = useState('');
  const [outcome, setOutcome] = useState('');
  const [openWork, setOpenWork] = useState('');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const request = useMutation({
    mutationFn: (body: Parameters<typeof requestClosure>[1]) => requestClosure(file.id, body),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = {
      caseVersion: file.version,
      reason,
      outcome,
      ...(note.trim() && { note }),
      ...(openWork.trim() && { openWork }),
    };
    const checked = requestClosureSchema.safeParse(body);
    setErrors(schemaErrors(requestClosureSchema, body));
    if (checked.success) request.mutate(checked.data);
  };
  return (
    <Stack gap="lg">
      <ChipRow
        legend={t('reason')}
        choices={closureReasonSchema.options.map((code) => ({ code, label: t(`reason.${code}`) }))}
        chosen={[reason]}
        onChange={([code = '']) => setReason(code)}
        error={errors['reason']}
      />
      <ChipRow
        legend={t('outcome')}
        choices={closureOutcomeSchema.options.map((code) => ({ code, label: t(`outcome.${code}`) }))}
        chosen={[outcome]}
        onChange={([code = '']) => setOutcome(code)}
        error={errors['outcome']}
      />
      {open.referrals + open.actions > 0 ? (
        <Textarea
          label={t('openWork')}
          description={errors['openWork'] ? undefined : t('openWorkHint', open)}
          autosize
          minRows={2}
          maxLength={1000}
          value={openWork}
          onChange={(event) => setOpenWork(event.currentTarget.value)}
          error={errors['openWork']}
        />
      ) : null}
      <Textarea
        label={t('closureNote')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors['note']}
      />
      <ProblemNote error={request.error} />
      <Group>
        <Button mih={48} loading={request.isPending} onClick={submit}>
          {t('sendClosure')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
