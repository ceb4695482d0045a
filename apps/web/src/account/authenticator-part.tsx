import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator } from './account-api.js';
import { useAccountText } from './account-texts.js';
import { QrCode } from './qr-code.js';

/** Sets up an authenticator app; the first code proves that the app has the secret. */
export function AuthenticatorPart({ addedAt }: { readonly addedAt: string | null }) {
  const t = useAccountText();
  const language = useLanguage();
  const [code, setCode] = useState('');
  const begin = useMutation({ gcTime: 0, mutationFn: beginAuthenticator });
  const confirm = useMutation({
    gcTime: 0,
    mutationFn: confirmAuthenticator,
    onSuccess: () => begin.reset(),
    onSettled: () => setCode(''),
  });
  const remove = useMutation({ mutationFn: removeAuthenticator });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (begin.data) confirm.mutate({ draft: begin.data.draft, code });
  };
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3} fz="md">
        {t('app')}
      </Title>
      <Text c="dimmed">{addedAt ? t('added', { when: sayInstant(addedAt, language) }) : t('noApp')}</Text>
      {begin.data ? (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm" maw={520}>
            <Text>{t('scan')}</Text>
            <QrCode text={begin.data.uri} label={t('qr')} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('secret', { secret: begin.data.secret })}
            </Text>
            <TextInput
              label={t('code')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              autoComplete="one-time-code"
              inputMode="numeric"
            />
            <ProblemNote error={confirm.error} />
            <Button type="submit" mih={48} disabled={code.trim().length < 6} loading={confirm.isPending}>
              {t('confirm')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Group gap="sm">
          <Button variant="default" mih={44} loading={begin.isPending} onClick={() => begin.mutate()}>
            {t(addedAt ? 'replaceApp' : 'setUpApp')}
          </Button>
          {addedAt ? (
            <ConfirmAction
              label={t('remove')}
              accessibleLabel={t('removeNamed', { name: t('app') })}
              title={t('removeNamed', { name: t('app') })}
              consequence={t('removeConsequence')}
              danger
              busy={remove.isPending}
              onConfirm={() => remove.mutate()}
            />
          ) : null}
        </Group>
      )}
      <ProblemNote error={begin.error ?? remove.error} />
    </Stack>
  );
}
