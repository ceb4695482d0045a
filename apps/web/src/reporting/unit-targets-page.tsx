import { Stack, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { writeNumber } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import classes from './coverage-page.module.css';
import { useUnitTargets } from './reporting-api.js';
import { useReportingText } from './reporting-texts.js';

const units = ['percent', 'percent_increase', 'cases', 'events', 'posts_per_month'] as const;

/** What this unit answers for, in the plan's own words; nothing of anybody else's figures. */
export function UnitTargetsPage() {
  const t = useReportingText();
  const language = useLanguage();
  const targets = useUnitTargets();
  const inUnit = (value: string, unit: string) => {
    const known = units.find((code) => code === unit);
    return known ? t(`unit.${known}`, { value }) : `${value} ${unit}`;
  };
  return (
    <Page place={t('unitPlace')} lead={t('unitLead')}>
      <QueryState query={targets}>
        {({ targets: rows }) =>
          rows.length === 0 ? (
            <QuietNote icon={<IconListCheck size={32} />} title={t('unitEmpty')} hint={t('unitEmptyHint')} />
          ) : (
            <Stack gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {rows.map((row) => (
                <li key={`${row.plan}/${row.id}`} className="an-card">
                  <Text fw={600} mb="xs">
                    {row.id}
                  </Text>
                  <figure style={{ margin: 0 }}>
                    <blockquote className={classes['quote']} lang="vi">
                      “{row.textVi}”
                    </blockquote>
                    <Text component="figcaption" size="sm" c="dimmed" mt={6}>
                      {t('source', { plan: row.plan, line: row.sourceLine })}
                    </Text>
                  </figure>
                  {row.value === null ? null : (
                    <Text mt="sm">{t('value', { value: inUnit(writeNumber(row.value, language), row.unit) })}</Text>
                  )}
                  {row.deadlines.length === 0 ? null : <Text>{t('due', { days: row.deadlines.join(', ') })}</Text>}
                  <Text size="sm" c="dimmed">
                    {t('responsible', { unit: row.responsibleUnitVi })}
                  </Text>
                </li>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}
