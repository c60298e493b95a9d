import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en';
import { korean } from './ko';
import { type Language, firstLanguage, keepLanguage } from './language';

export { type Language, languages } from './language';

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
  keepLanguage(language);
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ko';
}
