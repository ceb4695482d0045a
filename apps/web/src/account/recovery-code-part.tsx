import { Button, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { renewRecoveryCodes } from './account-api.js';
import { useAccountText } from './account-texts.js';

/** Codes for paper, shown once when they are made. */
export function RecoveryCodePart({ left }: { readonly left: number }) {
  const t = useAccountText();
  const renew = useMutation({ gcTime: 0, mutationFn: renewRecoveryCodes });
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3} fz="md">
        {t('recoveryCodes')}
      </Title>
      <Text c="dimmed">{t('recoveryCodesLead')}</Text>
      <Text>{t('recoveryCodesLeft', { count: left })}</Text>
      {renew.data ? (
        <>
          <Text fw={600} role="status">
            {t('recoveryCodesOnce')}
          </Text>
          <ol style={{ margin: 0, fontFamily: 'monospace' }} aria-label={t('recoveryCodes')}>
            {renew.data.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ol>
          <Button variant="default" mih={44} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      ) : (
        <ConfirmAction
          label={t('renewRecoveryCodes')}
          title={t('renewRecoveryCodes')}
          consequence={t('recoveryCodesOnce')}
          busy={renew.isPending}
          onConfirm={() => renew.mutate()}
        />
      )}
      <ProblemNote error={renew.error} />
    </Stack>
  );
}
