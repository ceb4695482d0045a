import { Button, Group } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { CaseRows } from './case-rows.js';
import { CaseSearch } from './case-search.js';
import { useCases } from './centre-api.js';
import { useCentreText } from './centre-texts.js';

/** The files a person walks with, newest first, and a way to one of them. */
export function CaseListPage() {
  const t = useCentreText();
  const [page, setPage] = useState(1);
  const cases = useCases(page);
  const open = (
    <Button component={Link} to="/files/new" mih={48}>
      {t('openFile')}
    </Button>
  );
  return (
    <Page place={t('filesPlace')} lead={t('filesLead')} aside={open}>
      <CaseSearch>
        <QueryState query={cases}>
          {({ cases: rows, hasMore }) =>
            rows.length === 0 && page === 1 ? (
              <QuietNote icon={<IconFolderOpen size={32} />} title={t('filesEmpty')} hint={t('filesEmptyHint')} />
            ) : (
              <>
                <CaseRows label={t('filesPlace')} rows={rows} />
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
      </CaseSearch>
    </Page>
  );
}
