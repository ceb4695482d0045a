import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useCommonText } from '../i18n/common-texts.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { StateWord } from '../parts/state-word.js';
import { useCase, useReferenceData } from './centre-api.js';
import { useLabels } from './labels.js';
import { ScreeningMeaning } from './screening-meaning.js';
import { useScreeningText } from '../screening/screening-texts.js';

/** "Có thể giúp": what was found, each one tap from a service. */
export default function ScreeningResultPage() {
  const t = useScreeningText();
  const common = useCommonText();
  const labelOf = useLabels();
  const { id = '' } = useParams();
  const reference = useReferenceData();
  const file = useCase(id);
  return (
    <Page place={t('resultPlace')} lead={t('resultLead')}>
      <QueryState query={reference}>
        {(lists) => (
          <QueryState query={file}>
            {({ needs, screenings }) => (
              <>
                {needs.length === 0 ? (
                  <QuietNote
                    icon={<IconHeartHandshake size={32} />}
                    title={t('resultNone')}
                    hint={t('resultNoneHint')}
                  />
                ) : (
                  <SimpleGrid cols={{ base: 1, sm: 2 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                    {needs.map(({ code, urgency }) => {
                      const need = labelOf(lists.needs, code);
                      return (
                        <Stack key={code} component="li" className="an-card" justify="space-between">
                          <Group justify="space-between">
                            <Text fw={600} size="lg">
                              {need}
                            </Text>
                            <StateWord tone={urgency === 'urgent' ? 'urgent' : 'calm'}>{common(urgency)}</StateWord>
                          </Group>
                          <Button
                            component={Link}
                            to={`/files/${id}/refer/${code}`}
                            mih={48}
                            variant={urgency === 'urgent' ? 'filled' : 'light'}
                            aria-label={t('findFor', { need })}
                          >
                            {t('find')}
                          </Button>
                        </Stack>
                      );
                    })}
                  </SimpleGrid>
                )}
                <ScreeningMeaning caseId={id} screening={screenings.at(-1)} />
              </>
            )}
          </QueryState>
        )}
      </QueryState>
      <Button component={Link} to={`/files/${id}`} variant="default" mih={48} style={{ alignSelf: 'flex-start' }}>
        {t('toCase')}
      </Button>
    </Page>
  );
}
