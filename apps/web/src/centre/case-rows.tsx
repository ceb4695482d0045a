import type { CaseListItem } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useCentreText } from './centre-texts.js';
import { useNameOf } from './use-names.js';

/** Alias, code, day, who is responsible: nothing on a list says why somebody is on it. */
export function CaseRows({ label, rows }: { readonly label: string; readonly rows: readonly CaseListItem[] }) {
  const t = useCentreText();
  const language = useLanguage();
  const nameOf = useNameOf();
  return (
    <RowList label={label}>
      {rows.map((row) => (
        <Row key={row.id} to={`/files/${row.id}`}>
          <div>
            <Text fw={600}>{row.alias}</Text>
            <Text size="sm" c="dimmed">
              {t('opened', { day: sayDay(row.openedOn, language) })} · {nameOf(row.assigneeId)}
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
  );
}
