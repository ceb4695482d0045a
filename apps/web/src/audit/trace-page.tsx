import { Anchor, Button, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSignedIn } from '../api/session.js';
import { dayOf, sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { placesOf } from '../shell/places.js';
import { useTrace, type TraceFilter } from './audit-api.js';
import { useReviewText } from './review-texts.js';
import { SealSection } from './seal-section.js';
import { TraceFilters } from './trace-filters.js';
import { TraceRow } from './trace-row.js';
import { useTraceText } from './trace-texts.js';

const everything: TraceFilter = { from: '', to: '', accountId: '', caseCode: '', action: '', purpose: '', outcome: '' };

/** The trace as sentences, day by day: time, who, what, to which thing, what for; no content. */
export function TracePage() {
  const t = useTraceText();
  const review = useReviewText();
  const language = useLanguage();
  // A finding leads here with its person and day.
  const [asked] = useSearchParams();
  const day = asked.get('day') ?? '';
  const first = { ...everything, accountId: asked.get('person') ?? '', from: day, to: day };
  const [filter, setFilter] = useState<TraceFilter>(first);
  const trace = useTrace(filter);
  const watchesFiles = placesOf(useSignedIn()).some(({ name }) => name === 'accessReview');
  return (
    <Page place={t('place')} lead={t('lead')}>
      {watchesFiles ? (
        <Anchor component={Link} to="/access-review" py="xs">
          {review('place')} →
        </Anchor>
      ) : null}
      <SealSection />
      <TraceFilters value={filter} none={everything} error={trace.error} busy={trace.isFetching} onShow={setFilter} />
      <QueryState query={{ ...trace, data: trace.data?.pages.flatMap(({ entries }) => entries) }}>
        {(entries) =>
          entries.length === 0 ? (
            <QuietNote icon={<IconListDetails size={32} />} title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <>
              {[...Map.groupBy(entries, ({ at }) => dayOf(new Date(at)))].map(([date, ofDay]) => (
                <Section key={date} title={sayDay(date, language)}>
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
