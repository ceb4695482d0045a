import { auditEntriesQuerySchema, auditOutcomeSchema } from '@an-tam/contracts';
import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { capitalised } from '../formats/capitalised.js';
import { problemErrors, schemaErrors } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import type { TraceFilter } from './audit-api.js';
import { codesWithWords, useTraceText, useWord } from './trace-texts.js';
import { usePeople } from './use-known-name.js';

interface TraceFiltersProps {
  readonly value: TraceFilter;
  readonly none: TraceFilter;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onShow: (filter: TraceFilter) => void;
}

const givenOf = (filter: TraceFilter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));

/** What to look for. Nothing is asked before it is pressed: each look is an entry of its own. */
export function TraceFilters({ value, none, error, busy, onShow }: TraceFiltersProps) {
  const t = useTraceText();
  const word = useWord();
  const people = usePeople();
  const [draft, setDraft] = useState(value);
  const [tried, setTried] = useState(false);
  const faults = { ...problemErrors(error), ...(tried ? schemaErrors(auditEntriesQuerySchema, givenOf(draft)) : {}) };
  const field = (name: keyof TraceFilter) => ({
    label: t(name === 'accountId' ? 'person' : name === 'caseCode' ? 'code' : name),
    value: draft[name],
    error: faults[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const choices = (kind: 'action' | 'purpose', all: string) => [
    { value: '', label: all },
    ...codesWithWords(kind).map((code) => ({ value: code, label: capitalised(word(kind, code)) })),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (auditEntriesQuerySchema.safeParse(givenOf(draft)).success) onShow({ ...draft });
  };
  const clear = () => {
    setTried(false);
    setDraft(none);
    onShow(none);
  };
  return (
    <Section title={t('filter')}>
      <form role="search" onSubmit={submit} noValidate>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            <TextInput {...field('from')} type="date" />
            <TextInput {...field('to')} type="date" />
            <TextInput
              {...field('caseCode')}
              placeholder="K7Q4-92MX-D"
              autoComplete="off"
              spellCheck={false}
              maxLength={30}
            />
            <NativeSelect
              {...field('accountId')}
              data={[{ value: '', label: t('anybody') }, ...people(draft.accountId)]}
            />
            <NativeSelect {...field('action')} data={choices('action', t('everything'))} />
            <NativeSelect {...field('purpose')} data={choices('purpose', t('anyPurpose'))} />
            <NativeSelect
              {...field('outcome')}
              data={[
                { value: '', label: t('anyOutcome') },
                ...auditOutcomeSchema.options.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
              ]}
            />
          </SimpleGrid>
          <Group>
            <Button type="submit" mih={48} loading={busy}>
              {t('show')}
            </Button>
            <Button variant="default" mih={48} onClick={clear}>
              {t('clear')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
