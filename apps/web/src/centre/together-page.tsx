import type { ReadTogether, ReferenceData } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { sayDay, writeDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useReferenceData } from './centre-api.js';
import { ConsentRows } from './consent-rows.js';
import { useLabels } from './labels.js';
import { ReaderRows } from './readers-section.js';
import { ReachLine } from './safe-reach-section.js';
import { useReadTogether } from './together-api.js';
import { useTogetherText } from './together-texts.js';

/** For the client beside the worker: her file in plain words, and her consents with their way back. */
export default function TogetherPage() {
  const t = useTogetherText();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const together = useReadTogether(id);
  return (
    <Page
      place={t('place')}
      lead={t('lead')}
      aside={
        <Button
          className="an-no-print"
          variant="default"
          mih={48}
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
      }
    >
      <QueryState query={reference}>
        {(lists) => (
          <QueryState query={together}>
            {(file) => (
              <Reading caseId={id} file={file} reference={lists} onWithdrawn={() => void together.refetch()} />
            )}
          </QueryState>
        )}
      </QueryState>
      <Button
        className="an-no-print"
        component={Link}
        to={`/files/${id}`}
        variant="default"
        mih={48}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('toFile')}
      </Button>
    </Page>
  );
}

interface ReadingProps {
  readonly caseId: string;
  readonly file: ReadTogether;
  readonly reference: ReferenceData;
  readonly onWithdrawn: () => void;
}

function Reading({ caseId, file, reference, onWithdrawn }: ReadingProps) {
  const t = useTogetherText();
  const language = useLanguage();
  const labelOf = useLabels();
  const { alias, openedOn, status, reach, needs, nextFollowUp, consents, plan, withheld } = file;
  return (
    <>
      <Section title={t('calls')}>
        <Text fw={600} size="lg">
          {alias}
        </Text>
        <Text>{t('since', { day: writeDay(openedOn) })}</Text>
        {status === 'closed' ? <Text>{t('closed')}</Text> : null}
      </Section>
      <Section title={t('reach')}>
        <Text>
          <ReachLine reach={reach} />
        </Text>
      </Section>
      <Section title={t('needs')}>
        {needs.length === 0 ? (
          <Text>{t('needsNone')}</Text>
        ) : (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {needs.map(({ code, urgency }) => {
              const need = labelOf(reference.needs, code);
              return <li key={code}>{urgency === 'urgent' ? t('urgent', { need }) : need}</li>;
            })}
          </ul>
        )}
      </Section>
      <Section title={t('plan')}>{plan ? <Plan plan={plan} /> : <Text>{t('planNone')}</Text>}</Section>
      <Section title={t('next')}>
        <Text>
          {nextFollowUp
            ? t('nextIs', {
                day: sayDay(nextFollowUp.dueOn, language),
                channel: labelOf(reference.channels, nextFollowUp.channel),
              })
            : t('nextNone')}
        </Text>
      </Section>
      <Section title={t('consents')}>
        <Text c="dimmed">{t('consentsHint')}</Text>
        <ConsentRows caseId={caseId} consents={consents} reference={reference} onWithdrawn={onWithdrawn} />
      </Section>
      <Section title={t('readers')}>
        <ReaderRows caseId={caseId} />
      </Section>
      {withheld.length > 0 ? <Text c="dimmed">{t('withheld')}</Text> : null}
    </>
  );
}

function Plan({ plan: { goals, reviewOn } }: { readonly plan: NonNullable<ReadTogether['plan']> }) {
  const t = useTogetherText();
  return (
    <Stack gap="md">
      {goals.map(({ text, actions }, goal) => (
        <Stack key={goal} gap={4}>
          <Text fw={600}>{text}</Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {actions.map(({ kind, text: what, dueOn, doneOn }, step) => (
              <li key={step}>
                {doneOn
                  ? t('stepDone', { what, day: writeDay(doneOn) })
                  : t(`step.${kind}`, { what, day: writeDay(dueOn) })}
              </li>
            ))}
          </ul>
        </Stack>
      ))}
      <Group>
        <Text>{t('review', { day: writeDay(reviewOn) })}</Text>
      </Group>
    </Stack>
  );
}
