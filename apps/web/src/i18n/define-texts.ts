import type { Bilingual } from '@an-tam/contracts';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
// Loaded for its effect as well: no text can be registered before the start.
import './setup.js';
import type { Language } from './setup.js';

/** Both languages side by side, Vietnamese first; `{{name}}` is filled in. */
export type Texts = Readonly<Record<string, readonly [vi: string, en: string]>>;

type Values = Readonly<Record<string, string | number>>;
export type Say<T extends Texts> = (key: keyof T & string, values?: Values) => string;

/** Registers the words of one folder (they travel with its chunk) and returns the hook that reads them. */
export function defineTexts<T extends Texts>(namespace: string, texts: T): () => Say<T> {
  for (const [index, language] of (['vi', 'en'] as const).entries()) {
    const bundle = Object.fromEntries(Object.entries(texts).map(([key, pair]) => [key, pair[index] ?? pair[0]]));
    i18next.addResourceBundle(language, namespace, bundle);
  }
  return function useTexts() {
    const { t } = useTranslation(namespace, { keyPrefix: '' });
    return (key, values) => t(key, { ...values, keySeparator: false, nsSeparator: false });
  };
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

/** Picks the present language out of a text the services sent in both. */
export function usePick(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => text[language];
}
