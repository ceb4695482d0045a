import { packetPayloadSchema, type InboxReferral } from '@an-tam/contracts';
import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usePick } from '../i18n/define-texts.js';
import { FactList } from '../parts/fact-list.js';
import { LoadingLines } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { usePartnerText } from './partner-texts.js';
import { openInVault, VaultError } from './vault.js';

/** The agreed minimum, opened in the worker and kept on the screen only. */
export function PacketContent({ referral }: { readonly referral: InboxReferral }) {
  const t = usePartnerText();
  const pick = usePick();
  const content = useQuery({
    queryKey: ['partner', 'content', referral.id, referral.version],
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    queryFn: async () => packetPayloadSchema.parse(await openInVault(referral.packet, referral.senderVerifyKey)),
  });
  return (
    <Section title={t('agreed')}>
      {content.data ? (
        <FactList
          facts={content.data.fields.map(({ field, label, value }) => ({ key: field, label: pick(label), value }))}
        />
      ) : content.isError ? (
        <Alert role="alert" variant="outline" color="red" styles={{ root: { background: 'var(--an-danger-soft)' } }}>
          <Text c="var(--an-ink)">
            {content.error instanceof VaultError && content.error.code === 'PACKET_EXPIRED'
              ? t('packetExpired')
              : t('cannotOpen')}
          </Text>
        </Alert>
      ) : (
        <LoadingLines rows={2} />
      )}
      <Text size="sm" c="dimmed">
        {t('agreedHint')}
      </Text>
    </Section>
  );
}
