import { openConcernSchema, type SafeguardingGuide } from '@an-tam/contracts';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommonText } from '../i18n/common-texts.js';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { openConcern, useSafetyGuide } from './safety-api.js';
import { SafetyCalls } from './safety-calls.js';
import { useSafetyText } from './safety-texts.js';

interface FormProps {
  readonly caseId: string;
  readonly onDone: () => void;
}

/** Says that she may be in danger: whom to call stands there before anything is written. */
export function SafetyOpenForm(props: FormProps) {
  const guide = useSafetyGuide();
  return <QueryState query={guide}>{(present) => <KindForm {...props} guide={present} />}</QueryState>;
}

function KindForm({ caseId, onDone, guide }: FormProps & { readonly guide: SafeguardingGuide }) {
  const t = useSafetyText();
  const common = useCommonText();
  const pick = usePick();
  const navigate = useNavigate();
  const [kind, setKind] = useState('');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<FieldMessages>({});
  const chosen = guide.kinds.find(({ code }) => code === kind);
  const open = useMutation({
    mutationFn: (body: Parameters<typeof openConcern>[1]) => openConcern(caseId, body),
    onSuccess: ({ id, content }) => {
      onDone();
      if (content) void navigate(`/files/${caseId}/safety/${id}`);
    },
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = { kind, ...(note.trim() && { note }) };
    const checked = openConcernSchema.safeParse(body);
    setErrors(schemaErrors(openConcernSchema, body));
    if (checked.success) open.mutate(checked.data);
  };
  return (
    <Stack gap="lg">
      <ChipRow
        legend={t('kind')}
        choices={guide.kinds.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[kind]}
        onChange={([code = '']) => setKind(code)}
        error={errors['kind']}
      />
      {chosen ? (
        <Stack gap="sm">
          <Text fw={chosen.callFirst ? 600 : undefined}>{pick(chosen.hint)}</Text>
          <SafetyCalls calls={chosen.calls} />
        </Stack>
      ) : null}
      <Textarea
        label={t('note')}
        description={t('noteHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors['note']}
      />
      <ProblemNote error={open.error} />
      <Group>
        <Button mih={48} loading={open.isPending} onClick={submit}>
          {t('start')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
