import { roleSchema, type AuditEntryView } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { clockOf } from '../formats/dates.js';
import { Row } from '../parts/row-list.js';
import { StateWord } from '../parts/state-word.js';
import { useShellText } from '../shell/shell-texts.js';
import { useTraceText, useWord } from './trace-texts.js';
import { useKnownName } from './use-known-name.js';

const short = (id: string) => `${id.slice(0, 4)}…`;

/** How something was looked for, rather than what for. */
const waysOf = ['phone', 'name', 'code'];

/** One entry as a sentence: "08:12 Điều phối viên A xem hồ sơ K7Q4-92MX-D vì chuyển gửi". */
export function TraceRow({ entry }: { readonly entry: AuditEntryView }) {
  const t = useTraceText();
  const word = useWord();
  const who = useWho()(entry);
  const { action, resource, caseId, caseCode, purpose, outcome, reason } = entry;
  const code = caseCode ?? (caseId ? short(caseId) : '');
  const thing =
    resource === 'CaseFile' && code
      ? t('file', { code })
      : `${word('resource', resource)}${code ? ` ${t('ofFile', { code })}` : ''}`;
  const why = purpose ? t(waysOf.includes(purpose) ? 'how' : 'because', { purpose: word('purpose', purpose) }) : '';
  const denied = reason ? t('deniedWhy', { reason: word('reason', reason) }) : t('denied');
  return (
    <Row>
      <Group gap="sm" align="baseline" wrap="nowrap" flex="1 1 16rem">
        <Text c="dimmed" ff="monospace">
          {clockOf(new Date(entry.at))}
        </Text>
        <Text>
          {t('sentence', { who, action: word('action', action), thing })} {why}
        </Text>
      </Group>
      {outcome === 'done' ? null : (
        <StateWord tone={outcome === 'denied' ? 'urgent' : 'danger'}>
          {outcome === 'denied' ? denied : t('failed')}
        </StateWord>
      )}
    </Row>
  );
}

/** Who did it: by name, else by role and the first signs of the account. */
function useWho(): (entry: AuditEntryView) => string {
  const t = useTraceText();
  const shell = useShellText();
  const nameOf = useKnownName();
  return ({ system, accountId, roles }) => {
    if (system !== null) return t('system', { name: system });
    if (accountId === null) return t('somebody');
    const role = roleSchema.safeParse(roles[0]);
    const id = short(accountId);
    return nameOf(accountId) ?? t('unnamed', { role: role.success ? shell(`role.${role.data}`) : '', id });
  };
}
