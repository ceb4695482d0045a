import { Text } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useErasures } from './centre-api.js';
import { useErasureText } from './erasure-texts.js';
import { PageTurn } from './page-turn.js';
import { ToDesk } from './to-desk.js';

/** What is left of the centre's erased files: codes and days, each with its certificate. */
export default function ErasureListPage() {
  const t = useErasureText();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const erasures = useErasures(page);
  return (
    <>
      <ToDesk />
      <Page place={t('listPlace')} lead={t('listLead')}>
        <QueryState query={erasures}>
          {({ erasures: rows, hasMore }) =>
            rows.length === 0 && page === 1 ? (
              <QuietNote icon={<IconEraser size={32} />} title={t('listEmpty')} hint={t('listEmptyHint')} />
            ) : (
              <>
                <RowList label={t('listPlace')}>
                  {rows.map(({ id, code, state, intendedAt }) => (
                    <Row key={id} to={`/files/${id}/erasure`}>
                      <div>
                        <Text fw={600} ff="monospace">
                          {code}
                        </Text>
                        <Text size="sm" c="dimmed">
                          {t('erasedOn', { day: sayInstant(intendedAt, language) })}
                        </Text>
                      </div>
                      <StateWord>{t(`state.${state}`)}</StateWord>
                    </Row>
                  ))}
                </RowList>
                <PageTurn page={page} hasMore={hasMore} onTurn={setPage} />
              </>
            )
          }
        </QueryState>
      </Page>
    </>
  );
}
