import { Alert, Button, Stack, Text } from '@mantine/core';
import { useLocation } from 'react-router';
import { leaveReason } from '../shell/lock.js';
import { FrontFrame } from './front-frame.js';
import { useSignInText } from './sign-in-texts.js';

/** Nobody is signed in: one button, and a word when the session ended by itself. */
export function LandingPage() {
  const t = useSignInText();
  const { pathname, search } = useLocation();
  const reason = leaveReason();
  const returnTo = encodeURIComponent(reason === 'left' ? '/' : pathname + search);
  return (
    <FrontFrame place={t('place')}>
      <Stack className="an-card" gap="lg">
        {reason === 'none' ? null : (
          <Alert role="status" variant="outline" styles={{ root: { background: 'var(--an-accent-soft)' } }}>
            <Text c="var(--an-ink)">{t(reason)}</Text>
          </Alert>
        )}
        <Text>{t('lead')}</Text>
        <Button component="a" href={`/auth/sign-in?returnTo=${returnTo}`} size="lg" fullWidth>
          {t('start')}
        </Button>
      </Stack>
    </FrontFrame>
  );
}
