import type { Task } from '@an-tam/contracts';
import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { dayOf, daysBetween, sayDay, timeLeft } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { StateWord, type Tone } from '../parts/state-word.js';
import { useToday } from './care-api.js';
import { useCareText } from './care-texts.js';
import { PageTurn } from './page-turn.js';
import { PendingContactsSection } from './pending-contacts-section.js';

/** Hôm nay: alias, one verb, time left; nothing else. */
export function TodayPage() {
  const t = useCareText();
  const session = useSignedIn();
  const supervises = holdsAny(session, ['supervisor']);
  const [whose, setWhose] = useState<'mine' | 'all'>(supervises ? 'all' : 'mine');
  const [page, setPage] = useState(1);
  const today = useToday({ page, whose });
  const choice = (
    <SegmentedControl
      aria-label={t('whose')}
      value={whose}
      onChange={(value) => {
        setWhose(value === 'all' ? 'all' : 'mine');
        setPage(1);
      }}
      data={[
        { value: 'mine', label: t('mine') },
        { value: 'all', label: t('all') },
      ]}
    />
  );
  const seesOthers = holdsAny(session, ['case_manager', 'supervisor']);
  return (
    <Page place={t('todayPlace')} lead={t('todayLead')} aside={seesOthers ? choice : null}>
      <QueryState query={today}>
        {({ tasks, hasMore, today: day }) =>
          tasks.length === 0 && page === 1 ? (
            <QuietNote icon={<IconSun size={32} />} title={t('todayEmpty')} hint={t('todayEmptyHint')}>
              <Button component={Link} to="/notes" variant="default" mt="sm" mih={48}>
                {t('toQuickNote')}
              </Button>
            </QuietNote>
          ) : (
            <>
              <RowList label={t('tasks')}>
                {tasks.map((task) => (
                  <TaskRow key={`${task.caseId} ${task.kind} ${task.since ?? ''}`} task={task} today={day} />
                ))}
              </RowList>
              <PageTurn page={page} hasMore={hasMore} onTurn={setPage} />
            </>
          )
        }
      </QueryState>
      <PendingContactsSection />
    </Page>
  );
}

function TaskRow({ task, today }: { readonly task: Task; readonly today: string }) {
  const t = useCareText();
  const left = useTimeLeft(task, today);
  const verb = task.kind === 'follow_up' && task.channel === 'HOTLINE' ? t('task.call') : t(`task.${task.kind}`);
  return (
    <Row to={`/files/${task.caseId}`}>
      <div style={{ flex: '1 1 12rem' }}>
        <Text fw={600}>{task.alias}</Text>
        <Text size="sm" c="dimmed">
          {task.unsafe ? t('unsafeHint') : verb}
        </Text>
        {task.askAge ? (
          <Text size="sm" c="dimmed">
            {t('askAge')}
          </Text>
        ) : null}
      </div>
      <StateWord tone={task.unsafe ? 'danger' : left.tone}>{task.unsafe ? t('unsafe') : left.text}</StateWord>
    </Row>
  );
}

/** How much time is left, in words, and whether that is bad. */
function useTimeLeft({ dueOn, dueAt, since }: Task, today: string): { text: string; tone: Tone } {
  const t = useCareText();
  const language = useLanguage();
  if (dueAt) {
    const { text, overdue } = timeLeft(dueAt, language);
    return { text, tone: overdue ? 'danger' : 'urgent' };
  }
  if (dueOn) {
    const days = daysBetween(dueOn, today);
    return days > 0 ? { text: t('lateDays', { days }), tone: 'urgent' } : { text: t('dueToday'), tone: 'good' };
  }
  return { text: since ? t('since', { day: sayDay(dayOf(new Date(since)), language) }) : '', tone: 'calm' };
}
