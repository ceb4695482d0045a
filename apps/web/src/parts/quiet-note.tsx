import { Button, Stack, Text } from '@mantine/core';
import { IconEyeOff, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCommonText } from '../i18n/common-texts.js';

interface QuietNoteProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** An empty or closed place: what it is and the one thing to do next. */
export function QuietNote({ icon, title, hint, children }: QuietNoteProps) {
  return (
    <Stack className="an-card" align="center" gap="xs" ta="center" py="xl">
      {icon ? (
        <span aria-hidden style={{ color: 'var(--an-accent-text)' }}>
          {icon}
        </span>
      ) : null}
      <Text fw={600}>{title}</Text>
      {hint ? (
        <Text c="dimmed" maw={440}>
          {hint}
        </Text>
      ) : null}
      {children}
    </Stack>
  );
}

export function NoPermissionNote() {
  const t = useCommonText();
  return <QuietNote icon={<IconLock size={32} />} title={t('noPermission')} hint={t('noPermissionHint')} />;
}

/** The same words whether a thing does not exist or may not be seen. */
export function NotFoundNote() {
  const t = useCommonText();
  return (
    <QuietNote icon={<IconEyeOff size={32} />} title={t('notFound')} hint={t('notFoundHint')}>
      <Button component={Link} to="/" variant="default" mt="sm">
        {t('goHome')}
      </Button>
    </QuietNote>
  );
}
