import { Text } from '@mantine/core';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useSupervision } from './care-api.js';
import { useCareText } from './care-texts.js';
import { useReferenceData } from './centre-api.js';
import { useLabels } from './labels.js';
import { useNameOf } from './use-names.js';

/** Exact counts for inside the centre: which needs nothing answers yet, and who walks with how many. */
export function CentreOverview() {
  const t = useCareText();
  const labelOf = useLabels();
  const supervision = useSupervision();
  const reference = useReferenceData();
  const nameOf = useNameOf();
  return (
    <>
      <Section title={t('unmet')}>
        <QueryState query={supervision}>
          {({ unmetNeeds, openCases }) => (
            <>
              <Text c="dimmed">{t('unmetHint', { cases: openCases })}</Text>
              {unmetNeeds.length === 0 ? (
                <Text>{t('unmetNone')}</Text>
              ) : (
                <RowList label={t('unmet')}>
                  {unmetNeeds.map(({ code, cases, urgent }) => (
                    <Row key={code}>
                      <Text fw={600}>{labelOf(reference.data?.needs ?? [], code)}</Text>
                      <Text size="sm" c="dimmed">
                        {t('people', { count: cases })}
                      </Text>
                      {urgent > 0 ? <StateWord tone="urgent">{t('urgentOf', { count: urgent })}</StateWord> : null}
                    </Row>
                  ))}
                </RowList>
              )}
            </>
          )}
        </QueryState>
      </Section>
      <Section title={t('workload')}>
        <QueryState query={supervision}>
          {({ workload }) => (
            <RowList label={t('workload')}>
              {workload.map(({ accountId, cases, late }) => (
                <Row key={accountId}>
                  <div style={{ flex: '1 1 12rem' }}>
                    <Text fw={600}>{nameOf(accountId)}</Text>
                    <Text size="sm" c="dimmed">
                      {t('workloadOf', { count: cases })}
                    </Text>
                  </div>
                  {late > 0 ? <StateWord tone="urgent">{t('lateOf', { count: late })}</StateWord> : null}
                </Row>
              ))}
            </RowList>
          )}
        </QueryState>
      </Section>
    </>
  );
}
