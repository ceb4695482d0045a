import { Anchor, Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSignedIn } from '../api/session.js';
import { sayInstant, timeLeft } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useCaseText } from './case-texts.js';
import { EmergencyForm } from './emergency-form.js';
import { useEmergencyText } from './emergency-texts.js';
import { useEmergencies } from './need-to-know-api.js';

/** Opening a file in an emergency, and how the person's own openings stand. */
export default function EmergencyPage() {
  const t = useEmergencyText();
  const common = useCommonText();
  const toList = useCaseText();
  const emergencies = useEmergencies();
  const update = (
    <Button variant="default" mih={48} onClick={() => void emergencies.refetch()}>
      {common('update')}
    </Button>
  );
  return (
    <>
      <Anchor component={Link} to="/files" display="inline-block" py="xs" mb="xs">
        ← {toList('toList')}
      </Anchor>
      <Page place={t('openPlace')} lead={t('openLead')} aside={update}>
        <EmergencyForm />
        <OwnEmergencies />
      </Page>
    </>
  );
}

function OwnEmergencies() {
  const t = useEmergencyText();
  const language = useLanguage();
  const { accountId: self } = useSignedIn();
  const emergencies = useEmergencies();
  return (
    <QueryState query={emergencies}>
      {({ accesses }) => {
        const own = accesses.filter(({ accountId }) => accountId === self);
        if (own.length === 0) return null;
        return (
          <Section title={t('own')}>
            <RowList label={t('own')}>
              {own.map(({ id, caseId, caseCode, reason, state, openedAt, expiresAt }) => (
                <Row key={id} to={state === 'open' ? `/files/${caseId}` : undefined}>
                  <div style={{ flex: '1 1 14rem' }}>
                    <Text fw={600}>{caseCode ? t('file', { code: caseCode }) : t(`reason.${reason}`)}</Text>
                    <Text size="sm" c="dimmed">
                      {t('openedAt', { when: sayInstant(openedAt, language) })}
                    </Text>
                  </div>
                  <StateWord tone={state === 'open' ? 'good' : state === 'waiting' ? 'urgent' : 'calm'}>
                    {t(`state.${state}`, { left: timeLeft(expiresAt, language).text })}
                  </StateWord>
                </Row>
              ))}
            </RowList>
          </Section>
        );
      }}
    </QueryState>
  );
}
