import type { AuditEntryView } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useShellText } from '../shell/shell-texts.js';
import { roleSchema } from '@an-tam/contracts';
import { useTrace } from './figures-api.js';
import { useFiguresText } from './figures-texts.js';
import { knownAction, knownResource, useTraceText } from './trace-texts.js';

/** The trace as sentences: time, who (by role), what, to which thing; ids shortened, no content. */
export function TracePage() {
  const t = useFiguresText();
  const trace = useTrace();
  return (
    <Page place={t('tracePlace')} lead={t('traceLead')}>
      <QueryState query={trace}>
        {({ entries }) =>
          entries.length === 0 ? (
            <QuietNote icon={<IconListDetails size={32} />} title={t('traceEmpty')} />
          ) : (
            <RowList label={t('tracePlace')}>
              {entries.map((entry) => (
                <TraceRow key={entry.id} entry={entry} />
              ))}
            </RowList>
          )
        }
      </QueryState>
    </Page>
  );
}

const short = (id: string) => `${id.slice(0, 4)}…`;

function TraceRow({ entry }: { readonly entry: AuditEntryView }) {
  const t = useTraceText();
  const shell = useShellText();
  const language = useLanguage();
  const role = roleSchema.safeParse(entry.roles[0]);
  const who = entry.system
    ? t('system', { name: entry.system })
    : entry.accountId
      ? t('account', { role: role.success ? shell(`role.${role.data}`) : '', id: short(entry.accountId) })
      : t('somebody');
  const action = knownAction(entry.action);
  const resource = knownResource(entry.resource);
  const thing = [
    resource ? t(`resource.${resource}`) : entry.resource,
    entry.caseId && resource !== 'CaseFile' ? `(${t('ofCase', { id: short(entry.caseId) })})` : '',
    resource === 'CaseFile' && entry.recordId ? short(entry.recordId) : '',
  ];
  return (
    <Row>
      <Text flex="1 1 16rem">
        {t('sentence', {
          who,
          action: action ? t(`action.${action}`) : entry.action,
          thing: thing.filter(Boolean).join(' '),
        })}
      </Text>
      <Group gap="sm">
        {entry.outcome === 'done' ? null : (
          <StateWord tone="danger">{t(entry.outcome === 'denied' ? 'denied' : 'failed')}</StateWord>
        )}
        <Text size="sm" c="dimmed">
          {sayInstant(entry.at, language)}
        </Text>
      </Group>
    </Row>
  );
}
