import type { AuditEntryView } from '@an-tam/contracts';
import { Button, SegmentedControl, Text, useMatches } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { dayOf, sayDay } from '../formats/dates.js';
import { capitalised } from '../formats/capitalised.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { logs, useTrace, type LogName, type TraceFilter } from './audit-api.js';
import { SealSection } from './seal-section.js';
import { TraceFilters } from './trace-filters.js';
import { TraceRow } from './trace-row.js';
import { useTraceText } from './trace-texts.js';

const everything: TraceFilter = { from: '', to: '', accountId: '', caseCode: '', action: '', purpose: '', outcome: '' };

/** Entries of each day, in the order they come. */
function byDay(entries: readonly AuditEntryView[]): [day: string, ofDay: AuditEntryView[]][] {
  const days = new Map<string, AuditEntryView[]>();
  for (const entry of entries) {
    const day = dayOf(new Date(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

/** The trace as sentences, day by day: time, who, what, to which thing, what for; no content. */
export function TracePage() {
  const t = useTraceText();
  const language = useLanguage();
  // A finding leads here with its person and day.
  const [asked] = useSearchParams();
  const day = asked.get('day') ?? '';
  const first = { ...everything, accountId: asked.get('person') ?? '', from: day, to: day };
  const [filter, setFilter] = useState<TraceFilter>(first);
  const [log, setLog] = useState<LogName>('work');
  const trace = useTrace(log, filter);
  const { data, isError, error, refetch } = trace;
  const orientation = useMatches({ base: 'vertical', sm: 'horizontal' } as const);
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <Page place={t('place')} lead={t('lead')}>
      <SegmentedControl
        orientation={orientation}
        fullWidth={orientation === 'vertical'}
        styles={{ label: { minHeight: 44, display: 'grid', alignItems: 'center' } }}
        aria-label={t('whichLog')}
        value={log}
        onChange={(chosen) => setLog(logs.find((one) => one === chosen) ?? 'work')}
        data={logs.map((value) => ({ value, label: t(`log.${value}`) }))}
      />
      <SealSection key={log} log={log} />
      <TraceFilters value={filter} none={everything} error={error} busy={trace.isFetching} onShow={setFilter} />
      <QueryState query={{ data: entries, isError, error, refetch }}>
        {(shown) =>
          shown.length === 0 ? (
            <QuietNote icon={<IconListDetails size={32} />} title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <>
              {byDay(shown).map(([date, ofDay]) => (
                <Section key={date} title={capitalised(sayDay(date, language))}>
                  <RowList label={sayDay(date, language)}>
                    {ofDay.map((entry) => (
                      <TraceRow key={entry.id} entry={entry} />
                    ))}
                  </RowList>
                </Section>
              ))}
              {trace.hasNextPage ? (
                <Button
                  variant="default"
                  mih={48}
                  loading={trace.isFetchingNextPage}
                  onClick={() => void trace.fetchNextPage()}
                >
                  {t('older')}
                </Button>
              ) : (
                <Text size="sm" c="dimmed" ta="center">
                  {t('all')}
                </Text>
              )}
            </>
          )
        }
      </QueryState>
    </Page>
  );
}
