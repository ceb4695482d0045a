import type { InvitedMember } from '@an-tam/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useAccountsText } from './accounts-texts.js';

interface HandOverProps {
  readonly invited: Pick<InvitedMember, 'account' | 'code'>;
  /** What the code is, where it is no invitation. */
  readonly lead?: string;
  readonly onDone: () => void;
}

/** Account name and one-time code, shown once, to be handed over in person. */
export function HandOver({ invited, lead, onDone }: HandOverProps) {
  const t = useAccountsText();
  return (
    <Stack gap="xs" align="flex-start" role="status" mt="sm">
      <Text>{lead ?? t('handOver')}</Text>
      <Text>{t('where', { address: `${window.location.origin}/set-up` })}</Text>
      <Text>
        {t('account')}: <strong>{invited.account}</strong>
      </Text>
      <Text>
        {t('code')}: <strong style={{ fontFamily: 'monospace' }}>{invited.code}</strong>
      </Text>
      <Button variant="default" mih={44} onClick={onDone}>
        {t('handedOver')}
      </Button>
    </Stack>
  );
}
