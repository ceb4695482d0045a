import { Text } from '@mantine/core';
import { timeLeft } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useSupervision } from './care-api.js';
import { useSafetyText } from './safety-texts.js';

/** Safety clocks that run out; nothing where there are none. */
export function EscalationSection() {
  const t = useSafetyText();
  const language = useLanguage();
  const escalations = useSupervision().data?.escalations ?? [];
  if (escalations.length === 0) return null;
  return (
    <Section title={t('escalations')}>
      <Text c="dimmed">{t('escalationsHint')}</Text>
      <RowList label={t('escalations')}>
        {escalations.map(({ caseId, code, dueAt, late }) => (
          <Row key={`${caseId} ${dueAt}`} to={`/files/${caseId}`}>
            <Text ff="monospace">{code}</Text>
            <StateWord tone={late ? 'danger' : 'urgent'}>
              {dueAt ? timeLeft(dueAt, language).text : t('late')}
            </StateWord>
          </Row>
        ))}
      </RowList>
    </Section>
  );
}
