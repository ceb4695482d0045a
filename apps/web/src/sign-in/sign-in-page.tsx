import { Button, Divider, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { CodeStep } from './code-step.js';
import { FrontFrame } from './front-frame.js';
import { PasskeyStep } from './passkey-step.js';
import { PasswordStep } from './password-step.js';
import type { StepProps } from './step-props.js';
import { useSignInText } from './sign-in-texts.js';

/** A passkey in two taps, or account and password and then the second factor. */
export function SignInPage() {
  const t = useSignInText();
  const { uid = '' } = useParams();
  const [next, setNext] = useState<'start' | 'code' | 'passkey'>('start');
  const step: StepProps = {
    interaction: `/oidc/interaction/${encodeURIComponent(uid)}`,
    onAnswer: (answer) => ('next' in answer ? setNext(answer.next) : window.location.assign(answer.redirectTo)),
  };
  return (
    <FrontFrame place={t('signInPlace')}>
      <Stack className="an-card" gap="md">
        <Title order={2}>{t(next === 'start' ? 'signInPlace' : 'secondStep')}</Title>
        {next === 'code' ? <CodeStep {...step} /> : null}
        {next === 'passkey' ? <PasskeyStep {...step} lead={t('passkeyNeeded')} primary /> : null}
        {next === 'start' ? (
          <>
            <PasswordStep {...step} />
            <Divider label={t('or')} />
            <PasskeyStep {...step} />
          </>
        ) : (
          <Button variant="subtle" c="var(--an-accent-text)" onClick={() => setNext('start')}>
            {t('otherWay')}
          </Button>
        )}
      </Stack>
    </FrontFrame>
  );
}
