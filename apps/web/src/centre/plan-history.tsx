import type { PlanChange, PlanVersion } from '@an-tam/contracts';
import { Button, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { useCareText } from './care-texts.js';
import { useNameOf } from './use-names.js';

/** Who changed what of the plan, and when; in one tap. */
export function PlanHistory({ history }: { readonly history: readonly PlanVersion[] }) {
  const t = useCareText();
  const [isAsked, setAsked] = useState(false);
  if (history.length === 0) return null;
  return (
    <Stack gap="sm" align="flex-start">
      <Button
        variant="subtle"
        size="sm"
        mih={44}
        c="var(--an-accent-text)"
        aria-expanded={isAsked}
        onClick={() => setAsked(!isAsked)}
      >
        {t('planHistory')}
      </Button>
      {isAsked ? <Versions history={history} /> : null}
    </Stack>
  );
}

function Versions({ history }: { readonly history: readonly PlanVersion[] }) {
  const t = useCareText();
  const language = useLanguage();
  const nameOf = useNameOf();
  const say = ({ kind, text }: PlanChange) => {
    if (kind === 'review_moved') return t('change.review_moved', { text: sayDay(text, language) });
    return text === '' ? t(`planSaid.${kind === 'returned' ? 'returned' : 'approved'}`) : t(`change.${kind}`, { text });
  };
  return (
    <RowList label={t('planHistory')}>
      {history.map(({ version, on, byId, changes }) => (
        <Row key={version}>
          <Stack gap={4} flex={1}>
            <Text size="sm" c="dimmed">
              {t('changedBy', { who: nameOf(byId), day: sayDay(on, language) })}
            </Text>
            <List listStyleType="none" spacing={2}>
              {changes.map((change, at) => (
                <List.Item key={at}>{say(change)}</List.Item>
              ))}
            </List>
          </Stack>
        </Row>
      ))}
    </RowList>
  );
}
