import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en';
import { korean } from './ko';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

const STORED = 'bongsu.language';

/** The language chosen before, or what the browser prefers; Korean for every other preference. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'ko' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ko';
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    resources: { en: { translation: english }, ko: { translation: korean } },
    // React escapes; escaping twice would show entities.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ko';
}
