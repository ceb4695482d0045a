import type { DirectoryService } from '@an-tam/contracts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { pinPartnerKey, useDirectory, usePins } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { sameFingerprint } from './same-fingerprint.js';
import { ToDesk } from './to-desk.js';

interface OfferedKey {
  readonly organisation: DirectoryService['organisation'];
  readonly key: NonNullable<DirectoryService['partnerKey']>;
}

/** One key an organisation, however many services it offers. */
function keysOffered(services: readonly DirectoryService[]): OfferedKey[] {
  const found = new Map<string, OfferedKey>();
  for (const { organisation, partnerKey } of services) {
    if (partnerKey) found.set(organisation.id, { organisation, key: partnerKey });
  }
  return [...found.values()];
}

/** A supervisor compares each partner's fingerprint by voice; packets go to confirmed keys only. */
export default function PartnerKeysPage() {
  const t = useCentreText();
  const directory = useDirectory();
  const pins = usePins();
  return (
    <>
      <ToDesk />
      <Page place={t('keysPlace')} lead={t('keysLead')}>
        <QueryState query={directory}>
          {({ services }) => (
            <QueryState query={pins}>
              {({ pins: pinned }) => {
                const offered = keysOffered(services);
                if (offered.length === 0)
                  return <QuietNote icon={<IconKey size={32} />} title={t('keysEmpty')} hint={t('keysEmptyHint')} />;
                return offered.map((entry) => (
                  <KeyCard
                    key={entry.organisation.id}
                    entry={entry}
                    pinnedKeyId={pinned.find(({ organisationId }) => organisationId === entry.organisation.id)?.keyId}
                  />
                ));
              }}
            </QueryState>
          )}
        </QueryState>
      </Page>
    </>
  );
}

function KeyCard({ entry, pinnedKeyId }: { readonly entry: OfferedKey; readonly pinnedKeyId: string | undefined }) {
  const t = useCentreText();
  const [typed, setTyped] = useState('');
  const [differs, setDiffers] = useState(false);
  const pin = useMutation({ mutationFn: pinPartnerKey });
  const { organisation, key } = entry;
  const confirmed = pinnedKeyId === key.keyId;
  const state = confirmed ? 'confirmed' : pinnedKeyId ? 'changed' : 'notConfirmed';
  const confirm = () => {
    const same = sameFingerprint(typed, key.fingerprint);
    setDiffers(!same);
    if (same)
      pin.mutate({
        organisationId: organisation.id,
        keyId: key.keyId,
        publicKey: key.publicKey,
        fingerprint: key.fingerprint,
      });
  };
  return (
    <Section
      title={organisation.name}
      aside={<StateWord tone={confirmed ? 'good' : pinnedKeyId ? 'danger' : 'urgent'}>{t(state)}</StateWord>}
    >
      <div>
        <Text size="sm" c="dimmed">
          {t('fingerprint')}
        </Text>
        <Text ff="monospace" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {key.fingerprint}
        </Text>
      </div>
      {confirmed ? null : (
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <TextInput
              flex="1 1 16rem"
              label={t('typedFingerprint')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={differs ? t('fingerprintDiffers') : undefined}
              autoComplete="off"
              spellCheck={false}
            />
            <Button mih={48} loading={pin.isPending} disabled={typed.trim() === ''} onClick={confirm}>
              {t('confirmKey')}
            </Button>
          </Group>
          <ProblemNote error={pin.error} />
        </Stack>
      )}
    </Section>
  );
}
