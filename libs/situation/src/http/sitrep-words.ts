import type { SitrepLanguage } from '../domain/sitrep-document';
import { english } from './i18n/en';
import { korean } from './i18n/ko';
import type { SitrepWords } from './i18n/words';

export type { SitrepWords } from './i18n/words';

export const sitrepWords: Readonly<Record<SitrepLanguage, SitrepWords>> = { en: english, ko: korean };
