import { factorResetReasonSchema, type FactorResetReason } from '@an-tam/contracts';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { useAccountsText } from './accounts-texts.js';
import { askFactorReset } from './factor-reset-api.js';

/** An administrator asks to replace the lost second factor of a member, with the reason and what follows from it. */
export function AskFactorReset({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useAccountsText();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState<FactorResetReason | null>(null);
  const ask = useMutation({ mutationFn: askFactorReset, onSuccess: () => setOpened(false) });
  const title = t('askResetOf', { name });
  const open = () => {
    setReason(null);
    ask.reset();
    setOpened(true);
  };
  return (
    <>
      <Button variant="default" size="sm" mih={44} aria-label={title} onClick={open}>
        {t('askReset')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <Stack>
          <Radio.Group
            label={t('reason')}
            value={reason}
            onChange={(chosen) => setReason(factorResetReasonSchema.parse(chosen))}
          >
            <Stack gap="xs" mt="xs">
              {factorResetReasonSchema.options.map((one) => (
                <Radio key={one} value={one} label={t(`reason.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Text c="dimmed">{t('askResetConsequence')}</Text>
          <ProblemNote error={ask.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('cancel')}
            </Button>
            <Button
              disabled={reason === null}
              loading={ask.isPending}
              onClick={() => (reason === null ? undefined : ask.mutate({ id, reason }))}
            >
              {t('sendRequest')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
