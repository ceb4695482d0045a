import { Alert, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { clockOf, timeLeft } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { useEmergencyText } from './emergency-texts.js';

interface EmergencyBannerProps {
  readonly until: string;
  /** The time is over: what is on the screen must go. */
  readonly onOver: () => void;
}

/** How long a file that was opened in an emergency stays open. */
export function EmergencyBanner({ until, onOver }: EmergencyBannerProps) {
  const t = useEmergencyText();
  const language = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const left = Date.parse(until) - now.getTime();
    if (left <= 0) {
      onOver();
      return undefined;
    }
    const timer = setTimeout(() => setNow(new Date()), Math.min(left, 30_000));
    return () => clearTimeout(timer);
  }, [until, now, onOver]);
  return (
    <Alert
      role="status"
      variant="outline"
      color="amber"
      icon={<IconClockExclamation aria-hidden />}
      title={t('banner')}
      styles={{ root: { background: 'var(--an-urgent-soft)' }, title: { color: 'var(--an-ink)' } }}
    >
      <Text c="var(--an-ink)">
        {t('bannerWhat', { clock: clockOf(new Date(until)), left: timeLeft(until, language, now).text })}
      </Text>
    </Alert>
  );
}
