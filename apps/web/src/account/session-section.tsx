import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { endOtherSessions, endOwnSession, useOwnSessions } from './account-api.js';
import { useAccountText } from './account-texts.js';

/** Where the person is signed in, with an end to each. */
export function SessionSection() {
  const t = useAccountText();
  const language = useLanguage();
  const sessions = useOwnSessions();
  const endOne = useMutation({ mutationFn: endOwnSession });
  const endOthers = useMutation({ mutationFn: endOtherSessions });
  const others = (sessions.data?.sessions ?? []).some(({ current }) => !current);
  return (
    <Section title={t('devices')}>
      <QueryState query={sessions}>
        {({ sessions: rows }) => (
          <RowList label={t('devices')}>
            {rows.map(({ id, device, openedAt, lastSeenAt, current }) => (
              <Row key={id}>
                <div style={{ flex: '1 1 14rem' }}>
                  <Text fw={600}>{device || t('unknownDevice')}</Text>
                  <Text size="sm" c="dimmed">
                    {t('opened', { when: sayInstant(openedAt, language), seen: sayInstant(lastSeenAt, language) })}
                  </Text>
                </div>
                {current ? (
                  <StateWord tone="good">{t('thisDevice')}</StateWord>
                ) : (
                  <ConfirmAction
                    label={t('endSession')}
                    accessibleLabel={t('endSessionOf', { device: device || t('unknownDevice') })}
                    title={t('endSessionOf', { device: device || t('unknownDevice') })}
                    consequence={t('endSessionConsequence')}
                    busy={endOne.isPending}
                    onConfirm={() => endOne.mutate(id)}
                  />
                )}
              </Row>
            ))}
          </RowList>
        )}
      </QueryState>
      <ProblemNote error={endOne.error ?? endOthers.error} />
      {others ? (
        <div>
          <ConfirmAction
            label={t('endOthers')}
            title={t('endOthers')}
            consequence={t('endOthersConsequence')}
            busy={endOthers.isPending}
            onConfirm={() => endOthers.mutate()}
          />
        </div>
      ) : null}
    </Section>
  );
}
