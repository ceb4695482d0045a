import { Text } from '@mantine/core';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useSupervision } from './care-api.js';
import { useCareText } from './care-texts.js';
import { useReferenceData } from './centre-api.js';
import { useLabels } from './labels.js';

/** Exact counts for inside the centre: which needs nothing answers yet. */
export function CentreOverview() {
  const t = useCareText();
  const labelOf = useLabels();
  const supervision = useSupervision();
  const reference = useReferenceData();
  return (
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
  );
}
