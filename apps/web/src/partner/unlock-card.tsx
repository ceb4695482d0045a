import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Section } from '../parts/section.js';
import { usePartnerKey } from './partner-api.js';
import { usePartnerText } from './partner-texts.js';
import { lockVault, unlockVault, useVaultUnlocked, VaultError } from './vault.js';

/** Unlocks the organisation's key once a session; afterwards a quiet line with the way to lock it again. */
export function UnlockCard() {
  const t = usePartnerText();
  const unlocked = useVaultUnlocked();
  const ownKey = usePartnerKey();
  if (unlocked) {
    return (
      <Group gap="sm" justify="space-between">
        <Group gap={8}>
          <IconLockOpen size={18} aria-hidden />
          <Text size="sm" role="status">
            {t('unlocked')}
          </Text>
        </Group>
        <Button variant="default" size="sm" mih={44} onClick={lockVault}>
          {t('lock')}
        </Button>
      </Group>
    );
  }
  return (
    <QueryState query={ownKey}>
      {({ key }) =>
        key ? (
          <UnlockForm sealedKey={key.sealedSecretKey} />
        ) : (
          <QuietNote icon={<IconLock size={32} />} title={t('noKey')} hint={t('noKeyHint')} />
        )
      }
    </QueryState>
  );
}

type SealedKey = Parameters<typeof unlockVault>[0]['sealedKey'];

function UnlockForm({ sealedKey }: { readonly sealedKey: SealedKey }) {
  const t = usePartnerText();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation({ mutationFn: unlockVault, gcTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    unlock.mutate({ sealedKey, passphrase });
    setPassphrase('');
  };
  const wrong = unlock.error instanceof VaultError;
  return (
    <Section title={t('unlockTitle')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text c="dimmed">{t('unlockHint')}</Text>
          <PasswordInput
            label={t('passphrase')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            error={wrong && !unlock.isPending ? t('wrongPassphrase') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassphrase') }}
            maw={420}
          />
          <Group gap="md">
            <Button type="submit" mih={48} loading={unlock.isPending}>
              {t('unlock')}
            </Button>
            {unlock.isPending ? (
              <Text role="status" c="dimmed">
                {t('unlocking')}
              </Text>
            ) : null}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
