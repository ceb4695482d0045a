import type { CoverageView } from '@an-tam/contracts';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { DataTable, SmallNumber } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useReportingText } from './reporting-texts.js';
import { toneOfVerdict } from './verdict-tone.js';

const firstShown = 15;

/** Communes in bands; what is too small says so instead of showing nothing. */
export function CommuneTable({ communes }: { readonly communes: CoverageView['communes'] }) {
  const t = useReportingText();
  const [all, setAll] = useState(false);
  const sorted = [...communes].sort(
    (one, other) => other.eligible.value - one.eligible.value || one.name.localeCompare(other.name, 'vi'),
  );
  return (
    <Section title={t('communes')}>
      <Text size="sm" c="dimmed">
        {t('smallHint')}
      </Text>
      <DataTable
        caption={t('communes')}
        columns={[
          { label: t('commune') },
          { label: t('eligible'), numeric: true },
          { label: t('reached'), numeric: true },
          { label: t('share'), numeric: true },
          { label: t('verdict') },
        ]}
        rows={(all ? sorted : sorted.slice(0, firstShown)).map((row) => ({
          key: row.code,
          cells: [
            row.name,
            row.eligible.shown,
            row.reached.shown,
            row.percentShown ?? <SmallNumber key="small">{t('small')}</SmallNumber>,
            row.verdict && row.verdict !== 'no_figure' ? (
              <StateWord key="verdict" tone={toneOfVerdict[row.verdict]}>
                {t(`verdict.${row.verdict}`)}
              </StateWord>
            ) : (
              '—'
            ),
          ],
        }))}
      />
      {all || sorted.length <= firstShown ? null : (
        <Button variant="default" mih={48} style={{ alignSelf: 'flex-start' }} onClick={() => setAll(true)}>
          {t('allCommunes', { n: sorted.length })}
        </Button>
      )}
    </Section>
  );
}
