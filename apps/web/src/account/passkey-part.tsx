import type { OwnFactors } from '@an-tam/contracts';
import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { PasskeyCancelledError } from '../api/passkeys.js';
import { sayInstant } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { addPasskey, removePasskey } from './account-api.js';
import { useAccountText } from './account-texts.js';

export function PasskeyPart({ passkeys }: Pick<OwnFactors, 'passkeys'>) {
  const t = useAccountText();
  const language = useLanguage();
  const [name, setName] = useState('');
  const add = useMutation({ gcTime: 0, mutationFn: addPasskey, onSuccess: () => setName('') });
  const remove = useMutation({ mutationFn: removePasskey });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(name.trim());
  };
  return (
    <Stack gap="sm">
      <Title order={3} fz="md">
        {t('passkeys')}
      </Title>
      {passkeys.length === 0 ? (
        <Text c="dimmed">{t('noPasskeys')}</Text>
      ) : (
        <RowList label={t('passkeys')}>
          {passkeys.map((passkey) => (
            <Row key={passkey.id}>
              <div style={{ flex: '1 1 12rem' }}>
                <Text fw={600}>{passkey.name}</Text>
                <Text size="sm" c="dimmed">
                  {passkey.lastUsedAt
                    ? t('addedAndUsed', {
                        when: sayInstant(passkey.addedAt, language),
                        used: sayInstant(passkey.lastUsedAt, language),
                      })
                    : t('added', { when: sayInstant(passkey.addedAt, language) })}
                </Text>
              </div>
              <ConfirmAction
                label={t('remove')}
                accessibleLabel={t('removeNamed', { name: passkey.name })}
                title={t('removeNamed', { name: passkey.name })}
                consequence={t('removeConsequence')}
                danger
                busy={remove.isPending}
                onConfirm={() => remove.mutate(passkey.id)}
              />
            </Row>
          ))}
        </RowList>
      )}
      <ProblemNote error={remove.error} />
      <form onSubmit={submit} noValidate>
        <Stack gap="sm" maw={520}>
          <TextInput
            label={t('passkeyName')}
            description={t('passkeyNameHint')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
          />
          {add.error instanceof PasskeyCancelledError ? (
            <Text role="alert">{t('passkeyCancelled')}</Text>
          ) : (
            <ProblemNote error={add.error} />
          )}
          <Button type="submit" variant="default" mih={48} disabled={name.trim() === ''} loading={add.isPending}>
            {t('addPasskey')}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
