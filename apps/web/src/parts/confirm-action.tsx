import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useCommonText } from '../i18n/common-texts.js';

interface ConfirmActionProps {
  readonly label: string;
  /** Tells rows apart for who hears the page: "Rút lại sự đồng ý: ...". */
  readonly accessibleLabel?: string;
  readonly title: string;
  readonly consequence: ReactNode;
  readonly danger?: boolean;
  /** The one main step of the screen. */
  readonly primary?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
}

/** A step that is asked once more, with its consequence said before it is taken. */
export function ConfirmAction(props: ConfirmActionProps) {
  const {
    label,
    accessibleLabel,
    title,
    consequence,
    danger = false,
    primary = false,
    busy = false,
    onConfirm,
  } = props;
  const t = useCommonText();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        variant={primary ? 'filled' : 'default'}
        size="sm"
        mih={44}
        aria-label={accessibleLabel}
        loading={busy}
        onClick={() => setAsked(true)}
        c={danger ? 'var(--an-danger-text)' : undefined}
      >
        {label}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text component="div">{consequence}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
            <Button
              color={danger ? 'red.9' : undefined}
              onClick={() => {
                setAsked(false);
                onConfirm();
              }}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
