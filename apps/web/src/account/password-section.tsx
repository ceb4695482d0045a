import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { Section } from '../parts/section.js';
import { leave } from '../shell/lock.js';
import { changePassword } from './account-api.js';
import { useAccountText } from './account-texts.js';
import { NewPasswordFields, useNewPassword } from './new-password-fields.js';

/** A changed password ends every session, so the page says so first and leaves afterwards. */
export function PasswordSection() {
  const t = useAccountText();
  const [currentPassword, setCurrentPassword] = useState('');
  const draft = useNewPassword();
  const change = useMutation({
    gcTime: 0,
    mutationFn: changePassword,
    onSuccess: () => leave('expired'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.agrees()) change.mutate({ currentPassword, newPassword: draft.password });
  };
  return (
    <Section title={t('password')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={520}>
          <PasswordInput
            label={t('currentPassword')}
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <NewPasswordFields draft={draft} />
          <Text c="dimmed">{t('changeEndsSessions')}</Text>
          <ProblemNote error={change.error} />
          <Button type="submit" variant="default" mih={48} loading={change.isPending}>
            {t('change')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
