import { coverLeaveSchema, type LeaveCover } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendarUser } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { dayOf, writeDay } from '../formats/dates.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useReferenceData } from './centre-api.js';
import { ColleagueSelect } from './colleague-select.js';
import { coverLeave, endCover, useLeaveCovers } from './need-to-know-api.js';
import { useNeedToKnowText } from './need-to-know-texts.js';
import { ToDesk } from './to-desk.js';
import { useNameOf } from './use-names.js';

/** A supervisor arranges who sees whose files while somebody is away, and ends it. */
export default function LeaveCoverPage() {
  const t = useNeedToKnowText();
  const covers = useLeaveCovers();
  const reference = useReferenceData();
  return (
    <>
      <ToDesk />
      <Page place={t('coverPlace')} lead={t('coverLead')}>
        <QueryState query={covers}>
          {({ covers: rows }) =>
            rows.length === 0 ? (
              <QuietNote icon={<IconCalendarUser size={32} />} title={t('coversEmpty')} />
            ) : (
              <RowList label={t('covers')}>
                {rows.map((row) => (
                  <Row key={row.id}>
                    <CoverRow cover={row} />
                  </Row>
                ))}
              </RowList>
            )
          }
        </QueryState>
        <QueryState query={reference}>{({ today }) => <CoverForm today={today} />}</QueryState>
      </Page>
    </>
  );
}

function CoverRow({ cover }: { readonly cover: LeaveCover }) {
  const t = useNeedToKnowText();
  const nameOf = useNameOf();
  const end = useMutation({ mutationFn: endCover });
  const sentence = t('coverSentence', { cover: nameOf(cover.coverId), absent: nameOf(cover.absentId) });
  const hasBegun = cover.fromOn <= dayOf(new Date());
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Text fw={600}>{sentence}</Text>
          <Text size="sm" c="dimmed">
            {t('coverDays', { from: writeDay(cover.fromOn), until: writeDay(cover.untilOn) })}
          </Text>
        </div>
        <StateWord tone={hasBegun ? 'good' : 'calm'}>{t(hasBegun ? 'coverNow' : 'coverToCome')}</StateWord>
        <ConfirmAction
          label={t('endCover')}
          accessibleLabel={t('endCoverOf', { sentence })}
          title={t('endCoverOf', { sentence })}
          consequence={t('endCoverWhat')}
          busy={end.isPending}
          onConfirm={() => end.mutate(cover.id)}
        />
      </Group>
      <ProblemNote error={end.error} />
    </div>
  );
}

function CoverForm({ today }: { readonly today: string }) {
  const t = useNeedToKnowText();
  const empty = { absentId: '', coverId: '', fromOn: today, untilOn: today };
  const [form, setForm] = useState(empty);
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: coverLeave,
    onSuccess: () => setForm(empty),
    onError: (error) => setErrors(problemErrors(error)),
  });
  const field = (name: keyof typeof form) => ({
    value: form[name],
    error: errors[name],
    onChange: (value: string) => {
      setForm({ ...form, [name]: value });
      save.reset();
    },
  });
  const day = (name: 'fromOn' | 'untilOn') => {
    const { onChange, ...rest } = field(name);
    return (
      <TextInput
        type="date"
        label={t(name)}
        min={today}
        onChange={(event) => onChange(event.currentTarget.value)}
        flex="1 1 11rem"
        {...rest}
      />
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = schemaErrors(coverLeaveSchema, form);
    setErrors(found);
    if (Object.keys(found).length === 0) save.mutate(form);
  };
  return (
    <Section title={t('coverNew')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={520}>
          <ColleagueSelect label={t('absent')} {...field('absentId')} />
          <ColleagueSelect label={t('cover')} {...field('coverId')} />
          <Group align="flex-start" gap="md">
            {day('fromOn')}
            {day('untilOn')}
          </Group>
          {Object.keys(problemErrors(save.error)).length > 0 ? null : <ProblemNote error={save.error} />}
          {save.isSuccess ? <Text role="status">{t('coverSaved')}</Text> : null}
          <div>
            <Button type="submit" mih={48} loading={save.isPending}>
              {t('saveCover')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
