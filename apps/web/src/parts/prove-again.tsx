import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { refreshSession, useSession } from '../api/session.js';
import { useCommonText } from '../i18n/common-texts.js';
import { Page } from './page.js';
import { QuietNote } from './quiet-note.js';

/** Tells the other tabs of this browser that somebody has just proved who they are. */
const channelName = 'an-tam-proved';

/** Where that tab ends; a path of `place-routes.tsx`. */
const provedPath = '/proved';

/**
 * A step that asks who one is. Signing in leaves the page and what was typed lives in this tab alone, so it happens in
 * another tab and this one goes on where it was, under the session that the other one opened.
 */
export function ProveAgain() {
  const t = useCommonText();
  const session = useSession().data;
  const csrfToken = session?.signedIn ? session.csrfToken : '';
  const [before] = useState(csrfToken);
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = () => void refreshSession();
    return () => channel.close();
  }, []);
  if (csrfToken !== before)
    return (
      <Text role="status" fw={600} c="var(--an-ink)">
        {t('proved')}
      </Text>
    );
  return (
    <Button
      component="a"
      variant="default"
      mih={48}
      href={`/auth/sign-in?returnTo=${encodeURIComponent(provedPath)}`}
      target="_blank"
      rel="noopener"
    >
      {t('proveAgain')}
    </Button>
  );
}

/** The end of a sign-in for {@link ProveAgain}: there is nothing to do here but to go back. */
export function ProvedPage() {
  const t = useCommonText();
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.postMessage(null);
    channel.close();
  }, []);
  return (
    <Page place={t('provedPlace')}>
      <QuietNote title={t('provedHere')} hint={t('provedHint')} />
    </Page>
  );
}
