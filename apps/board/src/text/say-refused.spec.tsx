import { renderToStaticMarkup } from 'react-dom/server';
import type { Refused } from '../parts/say-refusal';
import { sayRefused } from './say-refused';

const refused = (about: Partial<Refused>): Refused => ({
  ...{ code: 'access.wrong-credentials', status: 401, detail: 'The password is not right.', remedy: 'Try again.' },
  ...about,
});

describe('a refusal on the text board', () => {
  it('is what the server says, in English', async () => {
    expect(renderToStaticMarkup(await sayRefused(refused({}), 'en'))).toBe('The password is not right. Try again. ');
  });

  it('is Korean alone where its code has words', async () => {
    const said = renderToStaticMarkup(await sayRefused(refused({}), 'ko'));
    expect(said).toMatch(/^이메일 또는 비밀번호가 맞지 않습니다\. [^a-zA-Z]+$/);
  });

  it('marks the server’s text as English where there are no words, or more is to be said', async () => {
    const english = '<span lang="en">The password is not right. Try again.</span>';
    expect(renderToStaticMarkup(await sayRefused(refused({ code: 'access.something-new' }), 'ko'))).toContain(english);
    expect(renderToStaticMarkup(await sayRefused(refused({ code: 'access.forbidden', status: 403 }), 'ko'))).toContain(english);
  });
});
