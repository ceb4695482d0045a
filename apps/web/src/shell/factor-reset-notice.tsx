import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { send } from '../api/api-client.js';
import { refreshSession, useSignedIn } from '../api/session.js';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useShellText } from './shell-texts.js';

async function stopReset(): Promise<void> {
  await send('/api/identity/own-account/factor-reset/stop', {});
  await refreshSession();
}

/** On every page, whatever the person is doing: colleagues have asked to replace the second factor. One press stops it. */
export function FactorResetNotice() {
  const t = useShellText();
  const language = useLanguage();
  const { factorReset } = useSignedIn();
  const stop = useMutation({ mutationFn: stopReset });
  if (!factorReset) return null;
  const { opensAt } = factorReset;
  return (
    <Alert
      role="alert"
      variant="outline"
      color="amber"
      mb="md"
      icon={<IconAlertTriangle aria-hidden />}
      styles={{ root: { background: 'var(--an-urgent-soft)' } }}
    >
      <Stack gap="sm" align="flex-start">
        <Text c="var(--an-ink)">
          {opensAt === null ? t('resetAsked') : t('resetWaits', { when: sayInstant(opensAt, language) })}
        </Text>
        <Button variant="default" mih={44} loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('resetStop')}
        </Button>
        <ProblemNote error={stop.error} />
      </Stack>
    </Alert>
  );
}
