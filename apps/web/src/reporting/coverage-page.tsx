import type { CoverageView } from '@an-tam/contracts';
import { NativeSelect, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { dayOf } from '../formats/dates.js';
import { Page } from '../parts/page.js';
import { LoadingLines, QueryState } from '../parts/query-state.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { CommuneTable } from './commune-table.js';
import classes from './coverage-page.module.css';
import { CoverageSummary } from './coverage-summary.js';
import { useCoverage } from './reporting-api.js';
import { useReportingText } from './reporting-texts.js';

const PeriodChart = lazy(() => import('./period-chart.js'));

/** The province's own target of the plan; further targets come with their releases. */
const targetShown = 'HY-03';
const firstYear = 2026;
const lastYear = 2030;

/** Tổng quan tỉnh: value, target mark, verdict in words, the chart with its table beside, the plan's own wording. */
export function CoveragePage() {
  const t = useReportingText();
  const [year, setYear] = useState(() =>
    Math.min(lastYear, Math.max(firstYear, Number(dayOf(new Date()).slice(0, 4)))),
  );
  const coverage = useCoverage(targetShown, year);
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => String(firstYear + index));
  return (
    <Page
      place={t('place')}
      lead={t('lead')}
      aside={
        <NativeSelect
          label={t('year')}
          data={years}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
        />
      }
    >
      <QueryState query={coverage}>{(view) => <CoverageFacts view={view} />}</QueryState>
    </Page>
  );
}

function CoverageFacts({ view }: { readonly view: CoverageView }) {
  const t = useReportingText();
  return (
    <Stack gap="lg">
      <CoverageSummary view={view} />
      {view.periods.length === 0 ? null : (
        <Section title={t('byPeriod')}>
          <Text size="sm" c="dimmed">
            {t('byPeriodNote')}
          </Text>
          <div className={classes['beside']}>
            <Suspense fallback={<LoadingLines rows={3} />}>
              <PeriodChart periods={view.periods} />
            </Suspense>
            <DataTable
              caption={t('byPeriod')}
              columns={[
                { label: t('period') },
                { label: t('eligible'), numeric: true },
                { label: t('reached'), numeric: true },
                { label: t('share'), numeric: true },
              ]}
              rows={view.periods.map((row) => ({
                key: row.period,
                cells: [row.period, row.eligible.shown, row.reached.shown, row.percentShown ?? '—'],
              }))}
            />
          </div>
        </Section>
      )}
      {view.communes.length === 0 ? null : <CommuneTable communes={view.communes} />}
    </Stack>
  );
}
