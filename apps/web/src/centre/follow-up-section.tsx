import { recordFollowUpSchema } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
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
import { useCaseText } from './case-texts.js';
import { recordFollowUp } from './centre-api.js';
import { useLabels } from './labels.js';

export function FollowUpSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const language = useLanguage();
  const labelOf = useLabels();
  const [writing, setWriting] = useState(false);
  const add = (
    <Button variant="default" size="sm" mih={44} onClick={() => setWriting(true)}>
      {t('addFollowUp')}
    </Button>
  );
  return (
    <Section title={t('followUps')} aside={writing ? null : add}>
      {writing ? <FollowUpForm file={file} reference={reference} onDone={() => setWriting(false)} /> : null}
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
                </Text>
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
  const [occurredOn, setOccurredOn] = useState(reference.today);
  const [channel, setChannel] = useState(file.channel);
  const [servicesDelivered, setServices] = useState<string[]>([]);
  const [errors, setErrors] = useState<FieldMessages>({});
  const record = useMutation({
    mutationFn: (body: Parameters<typeof recordFollowUp>[1]) => recordFollowUp(file.id, body),
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = () => {
    const body = { occurredOn, channel, servicesDelivered };
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
