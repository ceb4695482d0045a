import { Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useShellText } from '../shell/shell-texts.js';
import { useAccounts } from '../figures/figures-api.js';
import { useFiguresText } from '../figures/figures-texts.js';

/** An administrator sees who belongs to the organisation, nothing of their work. */
export default function AccountsPage() {
  const t = useFiguresText();
  const shell = useShellText();
  const accounts = useAccounts();
  return (
    <Page place={t('accountsPlace')} lead={t('accountsLead')}>
      <QueryState query={accounts}>
        {({ accounts: rows }) =>
          rows.length === 0 ? (
            <QuietNote icon={<IconUsers size={32} />} title={t('accountsEmpty')} />
          ) : (
            <RowList label={t('accountsPlace')}>
              {rows.map((row) => (
                <Row key={row.id}>
                  <div style={{ flex: '1 1 14rem' }}>
                    <Text fw={600}>{row.displayName}</Text>
                    <Text size="sm" c="dimmed">
                      {row.roles.map((role) => shell(`role.${role}`)).join(', ')}
                    </Text>
                  </div>
                  <StateWord tone={row.disabled ? 'calm' : 'good'}>{t(row.disabled ? 'disabled' : 'active')}</StateWord>
                </Row>
              ))}
            </RowList>
          )
        }
      </QueryState>
    </Page>
  );
}
