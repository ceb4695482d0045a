import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { useDeskText } from './desk-texts.js';
import { createPartnerKey, usePartnerKey } from './partner-api.js';
import { strengthOf, type Strength } from './passphrase-strength.js';
import { createKeyInVault, VaultError } from './vault.js';
import { usePartnerText } from './partner-texts.js';

/** The organisation's key: made in the browser, its secret half sealed before it leaves the worker. */
export default function OwnKeyPage() {
  const t = useDeskText();
  const ownKey = usePartnerKey();
  return (
    <Page place={t('keyPlace')} lead={t('keyLead')}>
      <QueryState query={ownKey}>
        {({ key }) =>
          key ? (
            <Section title={t('fingerprint')}>
              <Text ff="monospace" fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
                {key.fingerprint}
              </Text>
              <Text c="dimmed">{t('fingerprintHint')}</Text>
            </Section>
          ) : (
            <MakeKeyForm />
          )
        }
      </QueryState>
    </Page>
  );
}

const tones: Record<Strength, 'danger' | 'urgent' | 'good'> = { weak: 'danger', fair: 'urgent', strong: 'good' };

function MakeKeyForm() {
  const t = useDeskText();
  const partner = usePartnerText();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<'weak' | 'differs'>();
  const make = useMutation({
    gcTime: 0,
    mutationFn: async (chosen: string) => createPartnerKey(await createKeyInVault(chosen)),
  });
  const strength = strengthOf(passphrase);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = strength === 'weak' ? 'weak' : passphrase === again ? undefined : 'differs';
    setWrong(found);
    if (!found) make.mutate(passphrase);
  };
  const toggle = { 'aria-label': partner('showPassphrase') };
  return (
    <Section title={t('makeKey')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={520}>
          <PasswordInput
            label={t('newPassphrase')}
            description={t('newPassphraseHint')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={wrong === 'weak' ? t('weak') : undefined}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
          />
          {passphrase === '' ? null : (
            <div role="status">
              <StateWord tone={tones[strength]}>{t('strength', { word: t(`strength.${strength}`) })}</StateWord>
            </div>
          )}
          <PasswordInput
            label={t('repeat')}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={wrong === 'differs' ? t('differs') : undefined}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
          />
          <Text c="dimmed">{t('keepIt')}</Text>
          {make.error instanceof VaultError ? (
            <Text role="alert">{t('weak')}</Text>
          ) : (
            <ProblemNote error={make.error} />
          )}
          <Button type="submit" mih={48} loading={make.isPending}>
            {t('makeKey')}
          </Button>
          {make.isPending ? (
            <Text role="status" c="dimmed">
              {t('making')}
            </Text>
          ) : null}
        </Stack>
      </form>
    </Section>
  );
}
