import { Button, Group, Text } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useCases } from './centre-api.js';
import { useCentreText } from './centre-texts.js';

/** Alias, code, day: nothing on this list says why somebody is on it. */
export function CaseListPage() {
  const t = useCentreText();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const cases = useCases(page);
  const open = (
    <Button component={Link} to="/files/new" mih={48}>
      {t('openFile')}
    </Button>
  );
  return (
    <Page place={t('filesPlace')} lead={t('filesLead')} aside={open}>
      <QueryState query={cases}>
        {({ cases: rows, hasMore }) =>
          rows.length === 0 && page === 1 ? (
            <QuietNote icon={<IconFolderOpen size={32} />} title={t('filesEmpty')} hint={t('filesEmptyHint')} />
          ) : (
            <>
              <RowList label={t('filesPlace')}>
                {rows.map((row) => (
                  <Row key={row.id} to={`/files/${row.id}`}>
                    <div>
                      <Text fw={600}>{row.alias}</Text>
                      <Text size="sm" c="dimmed">
                        {t('opened', { day: sayDay(row.openedOn, language) })}
                      </Text>
                    </div>
                    <Group gap="sm">
                      {row.status === 'closed' ? <StateWord>{t('closed')}</StateWord> : null}
                      <Text size="sm" c="dimmed" ff="monospace">
                        {row.code}
                      </Text>
                    </Group>
                  </Row>
                ))}
              </RowList>
              {page > 1 || hasMore ? (
                <Group justify="space-between">
                  <Button variant="default" mih={48} disabled={page === 1} onClick={() => setPage(page - 1)}>
                    {t('newer')}
                  </Button>
                  <Button variant="default" mih={48} disabled={!hasMore} onClick={() => setPage(page + 1)}>
                    {t('older')}
                  </Button>
                </Group>
              ) : null}
            </>
          )
        }
      </QueryState>
    </Page>
  );
}
