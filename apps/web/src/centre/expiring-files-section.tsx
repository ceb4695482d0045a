import { Text } from '@mantine/core';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useExpiringFiles } from './pending-api.js';
import { usePendingText } from './pending-texts.js';

/** Closed files that are erased next, in time to open one again; by their codes alone. */
export function ExpiringFilesSection() {
  const t = usePendingText();
  const language = useLanguage();
  const expiring = useExpiringFiles();
  return (
    <Section title={t('expiring')}>
      <Text c="dimmed">{t('expiringHint')}</Text>
      <QueryState query={expiring}>
        {({ files }) =>
          files.length === 0 ? (
            <Text c="dimmed">{t('expiringNone')}</Text>
          ) : (
            <RowList label={t('expiring')}>
              {files.map(({ caseId, code, keepUntil }) => (
                <Row key={caseId} to={`/files/${caseId}`}>
                  <Text fw={600} ff="monospace">
                    {code}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t('keptUntil', { day: sayDay(keepUntil, language) })}
                  </Text>
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryState>
    </Section>
  );
}
