import { Group, Text } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { FirstInvitation } from './first-invitation.js';
import { OrganisationForm } from './organisation-form.js';
import { useOrganisations } from './organisations-api.js';
import { useOrganisationsText } from './organisations-texts.js';

/** The host of the core sees which organisations there are, and registers new ones; nothing of their people or work. */
export default function OrganisationsPage() {
  const t = useOrganisationsText();
  const query = useOrganisations();
  return (
    <Page place={t('place')} lead={t('lead')}>
      <QueryState query={query}>
        {({ organisations, communes }) => (
          <>
            {organisations.length === 0 ? (
              <QuietNote icon={<IconBuilding size={32} />} title={t('empty')} />
            ) : (
              <RowList label={t('place')}>
                {organisations.map((row) => (
                  <Row key={row.id}>
                    <Group justify="space-between" gap="sm" flex={1}>
                      <div style={{ flex: '1 1 14rem' }}>
                        <Text fw={600}>{row.name}</Text>
                        <Text size="sm" c="dimmed">
                          {[t(`kind.${row.kind}`), communes.find(({ code }) => code === row.communeCode)?.name]
                            .filter((part) => part !== undefined)
                            .join(', ')}
                        </Text>
                      </div>
                      <StateWord tone={row.staffed ? 'good' : 'calm'}>
                        {t(row.staffed ? 'staffed' : 'unstaffed')}
                      </StateWord>
                      <FirstInvitation row={row} />
                    </Group>
                  </Row>
                ))}
              </RowList>
            )}
            <OrganisationForm communes={communes} />
          </>
        )}
      </QueryState>
    </Page>
  );
}
