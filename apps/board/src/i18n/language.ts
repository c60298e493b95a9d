export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

const STORED = 'bongsu.language';

/** The language chosen before, or what the browser prefers; Korean for every other preference. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'ko' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ko';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
}
