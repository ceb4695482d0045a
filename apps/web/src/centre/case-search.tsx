import type { CaseSearchResult } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { LoadingLines } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { CaseRows } from './case-rows.js';
import { searchCases } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { EmergencyForm } from './emergency-form.js';
import { useEmergencyText } from './emergency-texts.js';
import { searchBodyOf } from './search-body.js';

/** One box for a phone, a name or a code. What was typed stands in no address and is kept nowhere. */
export function CaseSearch({ children }: { readonly children: ReactNode }) {
  const t = useCentreText();
  const [typed, setTyped] = useState('');
  const search = useMutation({ mutationFn: searchCases, gcTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') search.reset();
    else search.mutate(searchBodyOf(typed));
  };
  const clear = () => {
    setTyped('');
    search.reset();
  };
  return (
    <>
      <form role="search" onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            flex="1 1 14rem"
            label={t('searchLabel')}
            description={t('searchHint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            leftSection={<IconSearch size={18} aria-hidden />}
          />
          <Button type="submit" variant="default" mih={48} loading={search.isPending}>
            {t('search')}
          </Button>
        </Group>
      </form>
      {search.isPending ? <LoadingLines /> : null}
      <ProblemNote error={search.error} />
      {search.data ? <SearchResult result={search.data} code={search.variables.code} onClear={clear} /> : null}
      {search.isIdle ? children : null}
    </>
  );
}

interface SearchResultProps {
  readonly result: CaseSearchResult;
  /** What was typed, where it can be the code of a file. */
  readonly code: string | undefined;
  readonly onClear: () => void;
}

function SearchResult({ result, code, onClear }: SearchResultProps) {
  const t = useCentreText();
  const emergency = useEmergencyText();
  const [isEmergency, setEmergency] = useState(false);
  const { cases, hasMore } = result;
  const back = (
    <Button variant="default" mih={48} onClick={onClear}>
      {t('searchClear')}
    </Button>
  );
  if (isEmergency) return <EmergencyForm code={code} />;
  if (cases.length === 0)
    return (
      <div role="status">
        <QuietNote icon={<IconSearchOff size={32} />} title={t('searchEmpty')} hint={t('searchEmptyHint')}>
          <Group justify="center" gap="sm" mt="sm">
            {back}
            {code === undefined ? null : (
              <Button variant="default" mih={48} onClick={() => setEmergency(true)}>
                {emergency('toOpen')}
              </Button>
            )}
          </Group>
        </QuietNote>
      </div>
    );
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text role="status" fw={600}>
          {t(hasMore ? 'searchMore' : 'searchFound', { count: cases.length })}
        </Text>
        {back}
      </Group>
      <CaseRows label={t('searchResult')} rows={cases} />
    </Stack>
  );
}
