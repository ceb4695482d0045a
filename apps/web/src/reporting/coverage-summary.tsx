import type { CoverageView } from '@an-tam/contracts';
import { Group, Text } from '@mantine/core';
import { sayInstant, writeNumber } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import classes from './coverage-page.module.css';
import { useReportingText } from './reporting-texts.js';
import { toneOfVerdict } from './verdict-tone.js';

/** One target: the figure with its mark, what it means in words, and where it comes from. */
export function CoverageSummary({ view }: { readonly view: CoverageView }) {
  const t = useReportingText();
  const pick = usePick();
  const language = useLanguage();
  const { verdict, percent, province, targetValue } = view;
  const shown = province.percentShown ?? '—';
  const target = writeNumber(targetValue, language);
  return (
    <Section
      title={t('target', { id: view.target, value: target })}
      aside={<StateWord tone={toneOfVerdict[verdict]}>{t(`verdict.${verdict}`)}</StateWord>}
    >
      {percent === null ? null : (
        <>
          <Group align="baseline" gap="sm">
            <Text fz="2.5rem" fw={600} lh={1.1}>
              {shown}
            </Text>
            <Text c="dimmed">{pick(view.label)}</Text>
          </Group>
          <div>
            <div className={classes['meter']} role="img" aria-label={t('meter', { value: shown, target })}>
              <div className={classes['fill']} style={{ width: `${Math.min(100, percent)}%` }} />
              <div className={classes['mark']} style={{ insetInlineStart: `${targetValue}%` }} />
            </div>
            <div className={classes['markLabel']} aria-hidden>
              <span style={{ insetInlineStart: `${targetValue}%` }}>{target}%</span>
            </div>
          </div>
          <Text>{t('counts', { reached: province.reached.shown, eligible: province.eligible.shown })}</Text>
        </>
      )}
      <Text c="dimmed">{t(`verdictHint.${verdict}`)}</Text>
      <Text size="sm" c="dimmed">
        {[
          view.receivedAt ? t('received', { time: sayInstant(view.receivedAt, language) }) : '',
          pick(view.roundingNote),
        ]
          .filter(Boolean)
          .join('. ')}
      </Text>
      <figure style={{ margin: 0 }}>
        <blockquote className={classes['quote']} lang="vi">
          “{view.textVi}”
        </blockquote>
        <Text component="figcaption" size="sm" c="dimmed" mt={6}>
          {t('source', { plan: view.plan, line: view.sourceLine })}
        </Text>
      </figure>
    </Section>
  );
}
