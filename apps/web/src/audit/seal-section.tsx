import type { AuditCheck } from '@an-tam/contracts';
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { sayInstant, writeNumber } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useCheckLog, useSeal, type LogName } from './audit-api.js';
import { useTraceText } from './trace-texts.js';

/** Signs of the seal that are shown: enough to be held against a copy that was kept elsewhere. */
const shownSigns = 16;

/** How a log is sealed, and the check of the whole. */
export function SealSection({ log }: { readonly log: LogName }) {
  const t = useTraceText();
  const language = useLanguage();
  const seal = useSeal(log);
  const check = useMutation({ mutationFn: useCheckLog(log) });
  return (
    <Section title={t('seal')}>
      <QueryState query={seal}>
        {({ sealed, sealedAt, root }) => (
          <Text style={{ overflowWrap: 'anywhere' }}>
            {sealedAt === null || root === null
              ? t('notSealed')
              : t('sealed', {
                  count: writeNumber(sealed ?? 0, language),
                  when: sayInstant(sealedAt, language),
                  root: root.slice(0, shownSigns),
                })}
          </Text>
        )}
      </QueryState>
      <Group gap="sm">
        <Button variant="default" mih={48} loading={check.isPending} onClick={() => check.mutate()}>
          {t('check')}
        </Button>
        <div role="status">
          {check.isPending ? <Text c="dimmed">{t('checking')}</Text> : null}
          {check.data ? <Verdict check={check.data} /> : null}
        </div>
      </Group>
      <ProblemNote error={check.error} />
    </Section>
  );
}

function Verdict({ check: { state, sealed, unsealed, checkedAt, firstBadEntry } }: { readonly check: AuditCheck }) {
  const t = useTraceText();
  const language = useLanguage();
  if (state === 'not_sealed') return <Text>{t('cannotCheck')}</Text>;
  if (state === 'broken')
    return (
      <>
        <StateWord tone="danger">{t('broken')}</StateWord>
        <Text>{t('brokenSay', { entry: writeNumber(firstBadEntry ?? 1, language) })}</Text>
      </>
    );
  const counts = { count: writeNumber(sealed, language), waiting: writeNumber(unsealed, language) };
  return (
    <>
      <StateWord tone="good">{t('intact')}</StateWord>
      <Text>{t('intactSay', { ...counts, when: sayInstant(checkedAt ?? '', language) })}</Text>
    </>
  );
}
