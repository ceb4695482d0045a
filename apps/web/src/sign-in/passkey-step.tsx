import { passkeyOptionsSchema, signInAnswerSchema } from '@an-tam/contracts';
import { Button, Text } from '@mantine/core';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { write } from '../api/api-client.js';
import { PasskeyCancelledError, provePasskey } from '../api/passkeys.js';
import { useSignInText } from './sign-in-texts.js';
import { StepProblem } from './step-problem.js';
import type { StepProps } from './step-props.js';

interface PasskeyStepProps extends StepProps {
  readonly lead?: string;
  readonly primary?: boolean;
}

/** Proves a passkey of this device or of a phone beside it: no name, no password. */
export function PasskeyStep({ interaction, onAnswer, lead, primary = false }: PasskeyStepProps) {
  const t = useSignInText();
  const prove = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { options } = await write('POST', `${interaction}/passkey-options`, {}, passkeyOptionsSchema);
      const response = await provePasskey(options);
      return write('POST', `${interaction}/passkey`, { response }, signInAnswerSchema);
    },
    onSuccess: onAnswer,
  });
  if (!browserSupportsWebAuthn()) return lead ? <Text>{t('noPasskeysHere')}</Text> : null;
  return (
    <>
      {lead ? <Text>{lead}</Text> : null}
      <Button
        variant={primary ? 'filled' : 'default'}
        size="lg"
        fullWidth
        leftSection={<IconFingerprint size={20} aria-hidden />}
        loading={prove.isPending || prove.isSuccess}
        onClick={() => prove.mutate()}
      >
        {t('passkey')}
      </Button>
      {prove.error instanceof PasskeyCancelledError ? (
        <Text role="alert">{t('passkeyCancelled')}</Text>
      ) : (
        <StepProblem error={prove.error} />
      )}
    </>
  );
}
