import { Button, Text } from '@mantine/core';
import { IconPlayerStop, IconVolume } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';
import { useLanguage } from '../i18n/define-texts.js';
import { useVoice } from './use-voice.js';

/** Reads sentences aloud with the device's own voice; nothing is sent anywhere. Says so where the device has none. */
export function ReadAloud({ sentences }: { readonly sentences: readonly string[] }) {
  const t = useCommonText();
  const language = useLanguage();
  const voice = useVoice(language);
  const [reading, setReading] = useState(false);
  useEffect(() => () => window.speechSynthesis?.cancel(), []);
  if (voice === undefined) return null;
  if (voice === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('noVoice')}
      </Text>
    );
  }
  const stop = () => {
    window.speechSynthesis.cancel();
    setReading(false);
  };
  const start = () => {
    window.speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(sentences.join(' '));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.95;
    utterance.onend = () => setReading(false);
    utterance.onerror = () => setReading(false);
    setReading(true);
    window.speechSynthesis.speak(utterance);
  };
  return (
    <Button
      variant="default"
      onClick={reading ? stop : start}
      leftSection={reading ? <IconPlayerStop size={18} aria-hidden /> : <IconVolume size={18} aria-hidden />}
    >
      {reading ? t('stopReading') : t('readAloud')}
    </Button>
  );
}
