import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'vi' | 'en';

const storageKey = 'language';

export function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
}

/** Keeps the choice on this device: a language tells nothing about anybody. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

export async function changeLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

// Without a network back end the start is done when this call returns.
void i18next.use(initReactI18next).init({
  initAsync: false,
  lng: storedLanguage(),
  fallbackLng: 'vi',
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
});
