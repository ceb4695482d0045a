import type { SafeguardingGuide } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { usePick } from '../i18n/define-texts.js';
import { useSafetyText } from './safety-texts.js';

/** Numbers that a tap on a phone calls; nothing is called by itself. */
export function SafetyCalls({ calls }: Pick<SafeguardingGuide, 'calls'>) {
  const t = useSafetyText();
  const pick = usePick();
  return (
    <Stack gap="xs">
      <Group gap="sm" role="group" aria-label={t('calls')}>
        {calls.map(({ code, number, label }) => (
          <Button
            key={code}
            component="a"
            href={`tel:${number}`}
            variant="default"
            mih={48}
            leftSection={<IconPhone size={18} aria-hidden />}
          >
            {t('call', { number, label: pick(label) })}
          </Button>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {t('callsNobody')}
      </Text>
    </Stack>
  );
}
