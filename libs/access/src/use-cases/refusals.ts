import { type Refusal, refuse } from '@bongsu/kernel';

/** The answers of sign-in that say no, in one place, because what they do not say matters as much as what they say. */

/** One answer for an unknown address, a wrong password, a disabled account and a one-time password that is too old. */
export const wrongCredentials = refuse(
  'forbidden',
  'access.wrong-credentials',
  'The e-mail address or the password is not right.',
  'Check both and try again, or ask your administrator.',
);

export const wrongCode = refuse(
  'forbidden',
  'access.wrong-code',
  'The code is not right, or it was used before.',
  'Wait for the next code of your app and type that, or use a recovery code.',
);

/** Over, tried too often, or never begun. */
export const challengeOver = refuse(
  'forbidden',
  'access.challenge-over',
  'This sign-in took too long or was tried too often.',
  'Begin again with your e-mail address and password.',
);

export const busy: { readonly ok: false; readonly refusal: Refusal<'access.busy'> } = refuse(
  'conflict',
  'access.busy',
  'Too many people are signing in at this moment.',
  'Try again in a few seconds.',
  { facts: { retryAfterS: 3 } },
);

export const tooManyTries = (retryAfterS: number): { readonly ok: false; readonly refusal: Refusal<'access.too-many-tries'> } =>
  refuse(
    'conflict',
    'access.too-many-tries',
    'This was tried too often.',
    `Wait ${retryAfterS} seconds and try again. Nothing is locked: what is right is taken after that.`,
    { facts: { retryAfterS } },
  );

export const noSuchAccount = refuse('not-found', 'access.no-such-account', 'There is no such account.', 'Read the list again.');

export const shownBefore = refuse(
  'conflict',
  'access.shown-before',
  'This was done before, and what it made was shown then, once.',
  'If it was lost, do it again with a new Idempotency-Key.',
);

export const ownSecurity = refuse(
  'forbidden',
  'access.own-security',
  'One’s own password and second factor are not reset from the list of people.',
  'Use “My account”, which asks for the present password.',
);

/** One administrator who takes over the account of another would be both hands of what takes two persons. */
export const administratorReset = refuse(
  'forbidden',
  'access.administrator-reset',
  'An administrator’s password and second factor are reset on the console, not over the network.',
  'Have a new account made there (bongsu create-administrator) and disable this one; or take the role away first: giving it back takes two persons.',
);

export const lastAdministrator = refuse(
  'conflict',
  'access.last-administrator',
  'This is the last administrator of the whole network.',
  'Make somebody else one first.',
);

/** Two persons decide that somebody becomes an administrator: whoever could sign in as her would be one of the two and the third. */
export const knowsThePassword = refuse(
  'conflict',
  'access.password-given-by-decider',
  'One of the two who decide this gave the account its password, and could sign in with it.',
  'Let an administrator who decides nothing here give her a new one-time password; with two administrators alone, make the account from the console.',
  { field: 'grants' },
);

export const accountErased = refuse(
  'conflict',
  'access.account-erased',
  'The person of this account was erased; nobody can be given it any more.',
  'Make a new account if there is a new reason to.',
);
