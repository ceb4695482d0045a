import { recordFollowUpSchema } from '@an-tam/contracts';
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sayDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCareText } from './care-texts.js';
import { useCaseText } from './case-texts.js';
import { recordFollowUp } from './centre-api.js';
import { useLabels } from './labels.js';

export function FollowUpSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const language = useLanguage();
  const labelOf = useLabels();
  const care = useCareText();
  const [writing, setWriting] = useState(false);
  const add = (
    <Button variant="default" size="sm" mih={44} onClick={() => setWriting(true)}>
      {t('addFollowUp')}
    </Button>
  );
  return (
    <Section title={t('followUps')} aside={writing || file.status === 'closed' ? null : add}>
      {writing ? <FollowUpForm file={file} reference={reference} onDone={() => setWriting(false)} /> : null}
      {file.nextFollowUp && !writing ? (
        <Text fw={600}>
          {care('nextMeeting', {
            how: labelOf(reference.channels, file.nextFollowUp.channel),
            day: sayDay(file.nextFollowUp.dueOn, language),
          })}
        </Text>
      ) : null}
      {file.followUps.length === 0 ? (
        <Text c="dimmed">{t('followUpsNone')}</Text>
      ) : (
        <RowList label={t('followUps')}>
          {file.followUps.map((row) => (
            <Row key={row.id}>
              <div style={{ flex: '1 1 14rem' }}>
                <Text>
                  {row.servicesDelivered.length > 0
                    ? row.servicesDelivered.map((code) => labelOf(reference.services, code)).join(', ')
                    : t('onlyTalk')}
                </Text>
                <Text size="sm" c="dimmed">
                  {labelOf(reference.channels, row.channel)}
                  {row.durationMinutes ? ` · ${care('minutes', { minutes: row.durationMinutes })}` : ''}
                </Text>
                {row.note ? <Text style={{ whiteSpace: 'pre-wrap' }}>{row.note}</Text> : null}
              </div>
              <Text size="sm" c="dimmed">
                {sayDay(row.occurredOn, language)}
              </Text>
            </Row>
          ))}
        </RowList>
      )}
    </Section>
  );
}

function FollowUpForm({ file, reference, onDone }: CasePartProps & { readonly onDone: () => void }) {
  const t = useCaseText();
  const common = useCommonText();
  const pick = usePick();
  const care = useCareText();
  const [occurredOn, setOccurredOn] = useState(reference.today);
  const [channel, setChannel] = useState(file.channel);
  const [servicesDelivered, setServices] = useState<string[]>([]);
  const [duration, setDuration] = useState('');
  const [note, setNote] = useState('');
  const [hasNext, setHasNext] = useState(false);
  const [nextOn, setNextOn] = useState(reference.today);
  const [nextChannel, setNextChannel] = useState(file.channel);
  const [errors, setErrors] = useState<FieldMessages>({});
  const record = useMutation({
    mutationFn: (body: Parameters<typeof recordFollowUp>[1]) => recordFollowUp(file.id, body),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = {
      occurredOn,
      channel,
      servicesDelivered,
      ...(duration !== '' && { durationMinutes: Number(duration) }),
      ...(note.trim() && { note }),
      ...(hasNext && { next: { dueOn: nextOn, channel: nextChannel } }),
    };
    const found = schemaErrors(recordFollowUpSchema, body);
    setErrors(found);
    if (Object.keys(found).length === 0) record.mutate(body);
  };
  return (
    <Stack gap="lg">
      <TextInput
        type="date"
        label={t('followUpDay')}
        value={occurredOn}
        max={reference.today}
        onChange={(event) => setOccurredOn(event.currentTarget.value)}
        error={errors['occurredOn']}
        maw={220}
      />
      <ChipRow
        legend={t('followUpHow')}
        choices={reference.channels.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[channel]}
        onChange={([code = '']) => setChannel(code)}
        error={errors['channel']}
      />
      <ChipRow
        legend={t('followUpServices')}
        many
        choices={reference.services.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={servicesDelivered}
        onChange={setServices}
        error={errors['servicesDelivered']}
      />
      <TextInput
        type="number"
        label={care('duration')}
        value={duration}
        onChange={(event) => setDuration(event.currentTarget.value)}
        error={errors['durationMinutes']}
        maw={220}
      />
      <Textarea
        label={care('note')}
        description={care('noteHint')}
        autosize
        minRows={2}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors['note']}
      />
      <ChipRow
        legend={care('planNext')}
        choices={[
          { code: 'no', label: care('noNext') },
          { code: 'yes', label: care('withNext') },
        ]}
        chosen={[hasNext ? 'yes' : 'no']}
        onChange={([code]) => setHasNext(code === 'yes')}
      />
      {hasNext ? (
        <>
          <TextInput
            type="date"
            label={care('nextDay')}
            value={nextOn}
            min={reference.today}
            onChange={(event) => setNextOn(event.currentTarget.value)}
            error={errors['next.dueOn']}
            maw={220}
          />
          <ChipRow
            legend={care('nextHow')}
            choices={reference.channels.map(({ code, label }) => ({ code, label: pick(label) }))}
            chosen={[nextChannel]}
            onChange={([code = '']) => setNextChannel(code)}
            error={errors['next.channel']}
          />
        </>
      ) : null}
      <ProblemNote error={record.error} />
      <Group>
        <Button loading={record.isPending} mih={48} onClick={submit}>
          {t('saveFollowUp')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
