import { Button, Stack, Text, Title } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { holdsAny, useSignedIn } from '../api/session.js';
import { useCommonText } from '../i18n/common-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { CountingSection } from './counting-section.js';
import { closePeriod, useReleases } from './figures-api.js';
import { useFiguresText } from './figures-texts.js';
import { ReleaseCard } from './release-card.js';
import { useSayPeriod } from './use-say-period.js';

interface ClosablePeriod {
  readonly plan: string;
  readonly period: string;
}

/** Close a period, read the gate's report, approve: two people, one step each. */
export default function ReleasesPage() {
  const t = useFiguresText();
  const common = useCommonText();
  const mayClose = holdsAny(useSignedIn(), ['release_officer']);
  const releases = useReleases();
  return (
    <Page
      place={t('place')}
      lead={t('lead')}
      aside={
        <Button variant="default" mih={48} onClick={() => void releases.refetch()}>
          {common('update')}
        </Button>
      }
    >
      <QueryState query={releases}>
        {({ releases: rows, closable }) => (
          <>
            {mayClose ? <ClosableSection periods={closable} /> : null}
            <CountingSection />
            {rows.length === 0 ? (
              <QuietNote icon={<IconChecklist size={32} />} title={t('releasesNone')} hint={t('releasesNoneHint')} />
            ) : (
              <Stack gap="md">
                <Title order={2}>{t('releases')}</Title>
                {rows.map((release) => (
                  <ReleaseCard key={release.id} release={release} />
                ))}
              </Stack>
            )}
          </>
        )}
      </QueryState>
    </Page>
  );
}

function ClosableSection({ periods }: { readonly periods: readonly ClosablePeriod[] }) {
  const t = useFiguresText();
  const sayPeriod = useSayPeriod();
  const close = useMutation({ mutationFn: closePeriod });
  return (
    <Section title={t('closable')}>
      {close.isPending ? (
        <Text role="status" c="dimmed">
          {t('closing')}
        </Text>
      ) : null}
      <ProblemNote error={close.error} />
      {periods.length === 0 ? (
        <Text c="dimmed">{t('closableNone')}</Text>
      ) : (
        <RowList label={t('closable')}>
          {periods.map(({ plan, period }) => (
            <Row key={`${plan}/${period}`}>
              <div style={{ flex: '1 1 14rem' }}>
                <Text fw={600}>{sayPeriod(period)}</Text>
                <Text size="sm" c="dimmed">
                  {plan}
                </Text>
              </div>
              <ConfirmAction
                label={t('close')}
                accessibleLabel={t('closeWhich', { period: sayPeriod(period) })}
                title={t('closeTitle', { period: sayPeriod(period) })}
                consequence={t('closeWhat')}
                busy={close.isPending && close.variables.period === period && close.variables.plan === plan}
                onConfirm={() => close.mutate({ plan, period })}
              />
            </Row>
          ))}
        </RowList>
      )}
    </Section>
  );
}
