import { Anchor, Button, SegmentedControl } from '@mantine/core';
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
import { useEmergencyText } from './emergency-texts.js';
import { PageTurn } from './page-turn.js';

/** The files a person walks with, newest first, and a way to one of them. */
export function CaseListPage() {
  const t = useCentreText();
  const emergency = useEmergencyText();
  const [page, setPage] = useState(1);
  const [status, setStatus] = useState<'open' | 'closed'>('open');
  const cases = useCases(page, status);
  const open = (
    <Button component={Link} to="/files/new" mih={48}>
      {t('openFile')}
    </Button>
  );
  return (
    <Page place={t('filesPlace')} lead={t('filesLead')} aside={open}>
      <CaseSearch>
        <SegmentedControl
          aria-label={t('which')}
          value={status}
          onChange={(value) => {
            setStatus(value === 'closed' ? 'closed' : 'open');
            setPage(1);
          }}
          data={[
            { value: 'open', label: t('inSupport') },
            { value: 'closed', label: t('closed') },
          ]}
          style={{ alignSelf: 'flex-start' }}
        />
        <QueryState query={cases}>
          {({ cases: rows, hasMore }) =>
            rows.length === 0 && page === 1 ? (
              <QuietNote
                icon={<IconFolderOpen size={32} />}
                title={t(status === 'closed' ? 'noneClosed' : 'filesEmpty')}
                hint={t(status === 'closed' ? 'noneClosedHint' : 'filesEmptyHint')}
              />
            ) : (
              <>
                <CaseRows label={t('filesPlace')} rows={rows} />
                <PageTurn page={page} hasMore={hasMore} onTurn={setPage} />
              </>
            )
          }
        </QueryState>
      </CaseSearch>
      <Anchor component={Link} to="/files/emergency" display="inline-block" py="sm">
        {emergency('toOpen')} →
      </Anchor>
    </Page>
  );
}
