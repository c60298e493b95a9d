import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { AccountView, SessionView, SignInAnswer } from '@bongsu/access/contract';
import { send } from '../api/client';
import { ApiError } from '../api/problem';
import type { Language } from '../i18n/language';
import { sayRefused } from './say-refused';
import { wordsOf } from './words';

/** Password, then the code where there is one; every other way is on the full board's page. */
export function TextSignIn({ language, onSignedIn }: { language: Language; onSignedIn: (user: AccountView) => void }) {
  const { text } = wordsOf(language);
  const [challenge, setChallenge] = useState<string | null>(null);
  const [said, setSaid] = useState<ReactNode>('');
  const submit = async (fields: FormData): Promise<void> => {
    const field = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    try {
      if (challenge !== null) {
        const body = { challenge, factor: 'totp', code: field('code') };
        return onSignedIn((await send<SessionView>('POST', '/sessions/second-factor', { body })).user);
      }
      const answer = await send<SignInAnswer>('POST', '/sessions', { body: { email: field('email'), password: field('password') } });
      if ('challenge' in answer) setChallenge(answer.challenge);
      else onSignedIn(answer.user);
    } catch (cause) {
      setSaid(cause instanceof ApiError && cause.problem !== null ? await sayRefused(cause.problem, language) : text.failed);
    }
  };
  return (
    <form
      aria-label={text.signIn}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <h1>{text.signIn}</h1>
      {challenge === null ? (
        <>
          <label>
            {text.email}
            <input name="email" type="email" autoComplete="username" required />
          </label>
          <label>
            {text.password}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
        </>
      ) : (
        <label>
          {text.code}
          <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
        </label>
      )}
      <button type="submit" className="words-main">
        {text.signIn}
      </button>
      <p role="alert" className="words-bad">
        {said}
      </p>
      <p>
        <a href="/?full">{text.otherWays}</a>
      </p>
    </form>
  );
}
