import type { ReleaseView } from '@an-tam/contracts';
import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignedIn } from '../api/session.js';
import { capitalised } from '../formats/capitalised.js';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { StateWord, type Tone } from '../parts/state-word.js';
import { approveRelease } from './figures-api.js';
import { useFiguresText } from './figures-texts.js';
import { FigureTables } from './figure-tables.js';
import { knownCode, useFigureWords } from './figure-words.js';
import { useSayPeriod } from './use-say-period.js';
import classes from './release-card.module.css';

const tones: Record<ReleaseView['state'], Tone> = {
  audited: 'urgent',
  refused: 'danger',
  signed: 'good',
  acknowledged: 'good',
};

export function ReleaseCard({ release }: { readonly release: ReleaseView }) {
  const t = useFiguresText();
  const language = useLanguage();
  const session = useSignedIn();
  const [open, setOpen] = useState(false);
  const approve = useMutation({ mutationFn: () => approveRelease(release.id) });
  const { state, approvals, gate } = release;
  const words = useFigureWords();
  const period = useSayPeriod()(release.period);
  const checkTitle = ({ id, title }: ReleaseView['gate'][number]) => {
    const known = knownCode(`check.${id}`);
    return known ? words(known) : title;
  };
  const mine = approvals.some((role) => session.roles.includes(role));
  return (
    <Section title={capitalised(period)} aside={<StateWord tone={tones[state]}>{t(`state.${state}`)}</StateWord>}>
      <Text size="sm" c="dimmed">
        {release.plan} · {t('made', { time: sayInstant(release.createdAt, language) })}
      </Text>
      <details open={gate.some(({ passed }) => !passed)} className={classes['details']}>
        <summary>
          {gate.every(({ passed }) => passed)
            ? t('gatePassed', { n: gate.length })
            : t('gateFailed', { n: gate.filter(({ passed }) => !passed).length })}
        </summary>
        <ul className={classes['gate']}>
          {gate.map((check) => (
            <li key={check.id} className={classes['check']}>
              {check.passed ? (
                <IconCircleCheck size={20} aria-hidden className={classes['passed']} />
              ) : (
                <IconCircleX size={20} aria-hidden className={classes['failed']} />
              )}
              <div>
                <Text span fw={600}>
                  {check.passed ? t('passed') : t('failed')}:{' '}
                </Text>
                {checkTitle(check)}
                {check.passed ? null : (
                  <Text size="sm" c="dimmed">
                    {check.detail}
                  </Text>
                )}
              </div>
            </li>
          ))}
        </ul>
      </details>
      <Text>
        {approvals.length > 0
          ? t('approvals', { who: approvals.map((role) => t(`approval.${role}`)).join(', ') })
          : t('approvalsNone')}
      </Text>
      <Group gap="sm">
        <Button variant="default" size="sm" mih={44} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('hideFigures') : t('seeFigures')}
        </Button>
        {state === 'audited' && !mine ? (
          <ConfirmAction
            label={t('approve')}
            primary
            accessibleLabel={t('approveWhich', { period })}
            title={t('approveTitle', { period })}
            consequence={t('approveWhat')}
            busy={approve.isPending}
            onConfirm={() => approve.mutate()}
          />
        ) : null}
        {state === 'audited' && mine ? <Text c="dimmed">{t('approved')}</Text> : null}
      </Group>
      <ProblemNote error={approve.error} />
      {open ? (
        <>
          <Text size="sm" c="dimmed">
            {t('figuresNote')}
          </Text>
          <FigureTables figures={release.figures} />
        </>
      ) : null}
    </Section>
  );
}
