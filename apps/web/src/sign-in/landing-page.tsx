import { Alert, Button, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { refreshSession } from '../api/session.js';
import { useHasKeptWork } from '../shell/kept-work.js';
import { leaveReason } from '../shell/lock.js';
import { FrontFrame } from './front-frame.js';
import { useSignInText } from './sign-in-texts.js';

/** Calls back whenever somebody comes back to this tab. */
function onReturn(back: () => void): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') back();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}

/**
 * Nobody is signed in: one button, and a word when the session ended by itself. Work that was begun lives in this tab
 * alone and signing in leaves the page, so then it happens in another tab and this one goes on where it was.
 */
export function LandingPage() {
  const t = useSignInText();
  const { pathname, search } = useLocation();
  const reason = leaveReason();
  const hasKeptWork = useHasKeptWork();
  useEffect(() => (hasKeptWork ? onReturn(() => void refreshSession()) : undefined), [hasKeptWork]);
  const returnTo = encodeURIComponent(reason === 'left' || hasKeptWork ? '/' : pathname + search);
  return (
    <FrontFrame place={t('place')}>
      <Stack className="an-card" gap="lg">
        {reason === 'none' ? null : (
          <Alert role="status" variant="outline" styles={{ root: { background: 'var(--an-accent-soft)' } }}>
            <Text c="var(--an-ink)">{t(reason)}</Text>
          </Alert>
        )}
        <Text>{t(hasKeptWork ? 'keptWork' : 'lead')}</Text>
        <Button
          component="a"
          href={`/auth/sign-in?returnTo=${returnTo}`}
          target={hasKeptWork ? '_blank' : undefined}
          rel={hasKeptWork ? 'noopener' : undefined}
          size="lg"
          fullWidth
        >
          {t(hasKeptWork ? 'startInNewTab' : 'start')}
        </Button>
        {hasKeptWork ? (
          <Button variant="default" size="lg" fullWidth onClick={() => void refreshSession()}>
            {t('signedInAgain')}
          </Button>
        ) : null}
      </Stack>
    </FrontFrame>
  );
}
