import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { ApiError } from '../api/problem';
import { english } from '../i18n/en';
import { korean } from '../i18n/ko';
import { Failure } from './failure';

const texts = { type: 'about:blank', title: 'Refused', instance: '/', correlationId: 'c' };
const forbidden = new ApiError(403, {
  ...{ ...texts, status: 403, code: 'access.forbidden', detail: 'Only the lead mission gives tasks.', remedy: 'Ask the lead mission.' },
});
const shown = (error: unknown): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <Failure error={error} />
    </MantineProvider>,
  );

describe('a failure on the page', () => {
  beforeAll(async () => {
    const resources = { en: { translation: english }, ko: { translation: korean } };
    await i18next.use(initReactI18next).init({ lng: 'ko', resources, interpolation: { escapeValue: false } });
  });

  it('is Korean on the Korean board, with the server’s text under it marked as English', async () => {
    await i18next.changeLanguage('ko');
    const page = shown(forbidden);
    expect(page).toContain('이 역할로는 할 수 없습니다');
    expect(page).toMatch(/lang="en"[^>]*>Only the lead mission gives tasks\. Ask the lead mission\.</);
  });

  it('is the server’s text on the English board, and nothing beside it', async () => {
    await i18next.changeLanguage('en');
    const page = shown(forbidden);
    expect(page).toContain('Only the lead mission gives tasks. Ask the lead mission.');
    expect(page).not.toContain('lang="en"');
  });
});
