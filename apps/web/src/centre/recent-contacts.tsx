import type { ReferenceData } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useContacts } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { useLabels } from './labels.js';

/** The last few contacts, as a receipt; none of them says who. */
export function RecentContacts({ reference }: { readonly reference: ReferenceData }) {
  const t = useCentreText();
  const language = useLanguage();
  const labelOf = useLabels();
  const contacts = useContacts();
  return (
    <QueryState query={contacts}>
      {({ contacts: rows }) => (
        <Section title={t('recent')}>
          {rows.length === 0 ? (
            <Text c="dimmed">{t('recentEmpty')}</Text>
          ) : (
            <RowList label={t('recent')}>
              {rows.slice(0, 5).map((row) => (
                <Row key={row.id}>
                  <div>
                    <Text fw={600}>
                      {labelOf(reference.channels, row.channel)}
                      {row.kind === 'group' ? ` · ${t('groupOf', { people: row.people })}` : ''}
                      {row.kind === 'silent_call' ? ` · ${t('silent').toLowerCase()}` : ''}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {row.given.map((code) => labelOf(reference.services, code)).join(', ')}
                      {row.followUpWanted ? ` · ${t('wantsFollowUp')}` : ''}
                    </Text>
                  </div>
                  <Text size="sm" c="dimmed">
                    {sayDay(row.occurredOn, language)}
                  </Text>
                </Row>
              ))}
            </RowList>
          )}
        </Section>
      )}
    </QueryState>
  );
}
