import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useCountingRules } from './figures-api.js';
import { useFiguresText } from './figures-texts.js';

/** "Cách tính": what each word of the figures means under each plan, as the counting itself reads it. */
export function CountingSection() {
  const t = useFiguresText();
  const pick = usePick();
  const [isAsked, setAsked] = useState(false);
  const rules = useCountingRules(isAsked);
  const show = (
    <Button variant="default" size="sm" mih={44} aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
      {t(isAsked ? 'hideCounting' : 'showCounting')}
    </Button>
  );
  return (
    <Section title={t('counting')} aside={show}>
      {isAsked ? (
        <QueryState query={rules}>
          {({ plans }) => (
            <Stack gap="lg">
              {plans.map(({ plan, sentences }) => (
                <Stack key={plan} gap="xs">
                  <Text fw={600}>{plan}</Text>
                  <ul style={{ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 6 }}>
                    {sentences.map((sentence) => (
                      <li key={sentence.vi}>{pick(sentence)}</li>
                    ))}
                  </ul>
                </Stack>
              ))}
            </Stack>
          )}
        </QueryState>
      ) : (
        <Text c="dimmed">{t('countingHint')}</Text>
      )}
    </Section>
  );
}
