import type { ScreeningView } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { usePick } from '../i18n/define-texts.js';
import { FactList } from '../parts/fact-list.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useAnsweredScreening } from './screening-api.js';
import { useScreeningText } from '../screening/screening-texts.js';

interface ScreeningMeaningProps {
  readonly caseId: string;
  readonly screening: ScreeningView | undefined;
}

/** "Cách tính": what the answers mean for the overall figures, by the rules of the version that was asked. */
export function ScreeningMeaning({ caseId, screening }: ScreeningMeaningProps) {
  const t = useScreeningText();
  const pick = usePick();
  const answered = useAnsweredScreening(caseId, screening?.id ?? '');
  if (!screening) return null;
  const { inNeed, eligible, scores } = screening;
  return (
    <Section title={t('meaning')}>
      <Text c="dimmed">{t('meaningHint')}</Text>
      <QueryState query={answered}>
        {({ asked }) => (
          <>
            <FactList
              facts={[
                { key: 'inNeed', label: t('inNeed'), value: t(inNeed ? 'yes' : 'no') },
                { key: 'eligible', label: t('eligible'), value: t(eligible ? 'yes' : 'no') },
                ...scores.map(({ id, value }) => ({
                  key: id,
                  label: pick(asked.scores.find((score) => score.id === id)?.title ?? { vi: id, en: id }),
                  value: String(value),
                })),
              ]}
            />
            <Text size="sm">{pick(asked.results.inNeed)}</Text>
            <Text size="sm">{pick(asked.results.eligible)}</Text>
          </>
        )}
      </QueryState>
    </Section>
  );
}
