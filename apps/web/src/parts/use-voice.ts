import { useEffect, useState } from 'react';

/** Whether the device can read a language aloud by itself; `undefined` until its list of voices is there. */
export function useVoice(language: string): SpeechSynthesisVoice | null | undefined {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>();
  useEffect(() => {
    if (!('speechSynthesis' in window)) {
      setVoices([]);
      return;
    }
    // Some browsers answer at once, some only after having loaded their voices, and one without any never says so.
    const take = () => setVoices(window.speechSynthesis.getVoices());
    take();
    window.speechSynthesis.addEventListener('voiceschanged', take);
    return () => window.speechSynthesis.removeEventListener('voiceschanged', take);
  }, []);
  // Only a voice of the device itself: others send what they read to their maker.
  return (
    voices && (voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null)
  );
}
