import type { RefusalTable } from '../refusal-words';

/** What the board says shorter than the server does, for whoever is signing in or works on accounts. Everything else the server says itself. */
export const refusal: RefusalTable = {
  'access.wrong-code': { title: 'The code is not right, or it was used before.', remedy: 'Wait for the next one.' },
  'access.challenge-over': { title: 'This took too long or was tried too often.', remedy: 'Begin again.' },
  'access.proof-wrong': { title: 'This is not your present password.', remedy: '' },
  'access.proof-code-wrong': { title: 'The code is not right, or it was used before.', remedy: 'Wait for the next one.' },
  'access.proof-code-needed': { title: 'The code of your app is needed too.', remedy: '' },
  'access.password-too-short': { title: 'Too short.', remedy: 'Take a few words that do not belong together.' },
  'access.password-common': { title: 'This password is among those that are guessed first.', remedy: 'Take another one.' },
  'access.password-tells-who': { title: 'It contains your name, your address or the name of this system.', remedy: 'Take other words.' },
  'access.password-same': { title: 'This is the password that you have now.', remedy: '' },
  'access.wrong-first-code': { title: 'The code does not belong to this app.', remedy: 'Check the time of your telephone.' },
  'access.address-taken': { title: 'There is an account with this address.', remedy: 'It may be disabled.' },
  'access.own-rights': { title: 'Nobody changes her own rights.', remedy: 'Ask another administrator.' },
  'access.own-security': { title: 'One’s own password and second factor are not reset here.', remedy: 'Use “My account”.' },
  'access.administrator-reset': {
    title: 'An administrator’s password and second factor are not reset here, but on the console:',
    remedy: 'have a new account made there, then disable this one.',
  },
  'access.service-over-people': {
    title: 'A service has no say over people and rights.',
    remedy: 'Choose another role, and no permission that begins with “access”.',
  },
  'access.last-administrator': { title: 'This is the last administrator of the whole network.', remedy: '' },
  'access.busy': { title: 'Too many people are signing in at this moment.', remedy: 'Try again in a few seconds.' },
  'access.too-many-tries': { title: 'Tried too often.', remedy: 'Wait {{retryAfterS}} seconds, then try again; nothing is locked.' },
};
