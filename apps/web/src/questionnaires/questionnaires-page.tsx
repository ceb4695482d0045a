import { Text } from '@mantine/core';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { DraftSection } from './draft-section.js';
import { useQuestionnaireVersions } from './questionnaires-api.js';
import { useQuestionnairesText } from './questionnaires-texts.js';

/** The host of the core decides what is asked about needs; nothing here is about anybody. */
export default function QuestionnairesPage() {
  const t = useQuestionnairesText();
  const language = useLanguage();
  return (
    <Page place={t('place')} lead={t('lead')}>
      <QueryState query={useQuestionnaireVersions()}>
        {({ versions, text }) => (
          <>
            <Section title={t('versions')}>
              <RowList label={t('versions')}>
                {versions.map(({ version, publishedAt }, index) => (
                  <Row key={version}>
                    <div style={{ flex: '1 1 14rem' }}>
                      <Text fw={600}>{t('version', { version })}</Text>
                      <Text size="sm" c="dimmed">
                        {publishedAt ? t('publishedOn', { when: sayInstant(publishedAt, language) }) : t('shipped')}
                      </Text>
                    </div>
                    {index === 0 ? <StateWord tone="good">{t('inUse')}</StateWord> : null}
                  </Row>
                ))}
              </RowList>
            </Section>
            <DraftSection startsFrom={text} version={(versions[0]?.version ?? 1) + 1} />
          </>
        )}
      </QueryState>
    </Page>
  );
}
