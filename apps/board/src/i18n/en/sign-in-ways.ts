/** Signing in with the ministry and with passkeys, and one's own passkeys. */
export const signInWays = {
  or: 'or',
  ministry: 'Sign in with the ministry',
  passkey: 'Sign in with a passkey',
  passkeyAborted: 'No passkey was used. Try again, or sign in another way.',
  passkeyRefused:
    'This passkey was not accepted here. Try again, or sign in another way and look at your passkeys in your account. With an account of the ministry, passkeys work for 24 hours after you signed in there.',
  again: 'Prove it once more with the ministry',
  reference: 'Reference for your administrator: {{reference}}',
  failure: {
    'access.oidc-off': {
      title: 'Sign-in with the ministry is not set up here',
      remedy: 'Sign in with your e-mail address and password.',
    },
    'access.oidc-unavailable': {
      title: 'The ministry’s sign-in does not answer',
      remedy: 'Try again in a few minutes. If you have a password or a passkey here, sign in with that now.',
    },
    'access.oidc-declined': {
      title: 'The ministry did not sign you in',
      remedy: 'Try again. If it goes on, ask whoever looks after the ministry’s sign-in, and give the reference.',
    },
    'access.oidc-not-begun-here': {
      title: 'That sign-in took too long, or was begun in another browser',
      remedy: 'Press “Sign in with the ministry” again and finish within ten minutes in this browser.',
    },
    'access.oidc-answer-invalid': {
      title: 'The ministry’s answer could not be trusted',
      remedy: 'Press “Sign in with the ministry” again. If it goes on, give the reference to your administrator.',
    },
    'access.oidc-too-weak': {
      title: 'You did not sign in strongly enough with the ministry',
      remedy: 'Sign in again and use your second factor there. If none is asked for, give the reference to your administrator.',
    },
    'access.oidc-no-role': {
      title: 'The ministry knows you, but you have no role in Bongsu',
      remedy: 'Ask your administrator to put you into the right group, then sign in again.',
    },
    'access.oidc-claims-missing': {
      title: 'The ministry did not tell your e-mail address',
      remedy: 'Give the reference to your administrator: the sign-in must release the address to Bongsu.',
    },
    'access.oidc-address-taken': {
      title: 'An account with your e-mail address exists here already',
      remedy: 'Sign in with its password, or ask your administrator to remove it first.',
    },
    'access.account-disabled': { title: 'Your account is disabled', remedy: 'Ask your administrator.' },
  },
  passkeys: {
    title: 'Passkeys',
    intro: 'A passkey signs you in with the fingerprint, face or PIN of your device. No password is typed, and it counts as both factors.',
    none: 'You have no passkey yet.',
    unsupported: 'This browser, or the address it is at, cannot use passkeys here.',
    add: 'Add a passkey',
    addTitle: 'Add a passkey',
    addSubmit: 'Continue on the device',
    name: 'Name, so that you recognise it',
    namePlaceholder: 'Duty room key',
    proofIntro: 'First prove that it is you.',
    proofPassword: 'Your password',
    proofCode: 'Code of your authenticator app',
    aborted: 'The device made no passkey: it was cancelled, or this device has one already.',
    added: 'The passkey was added.',
    remove: 'Remove',
    removeNamed: 'Remove the passkey {{name}}',
    removeTitle: 'Remove the passkey “{{name}}”?',
    removeHint: 'Nobody can sign in here with it any more. Delete it on the device too.',
    removeSubmit: 'Remove passkey',
    columns: { name: 'Name', created: 'Added', used: 'Last used', kind: 'Kind' },
    synced: 'Kept in sync between devices',
    single: 'On one device',
    never: 'never',
    refusal: {
      'access.proof-wrong': 'The password is not right.',
      'access.proof-code-wrong': 'The code is not right, or was used before. Wait for the next one.',
      'access.proof-code-needed': 'Type the code of your authenticator app too.',
      'access.proof-needed': 'Type your password.',
      'access.sign-in-again':
        'It is more than ten minutes since you proved who you are. Do that once more, then repeat it within ten minutes.',
      'access.passkey-not-accepted': 'The passkey was not accepted: it took too long, or is known already. Begin again.',
      'access.too-many-passkeys': 'You have ten passkeys already. Remove one that you no longer use.',
      'access.passkeys-off': 'Passkeys do not work at the address of this installation. Use the password.',
      'access.too-many-tries': 'Too many wrong tries. Wait a little, then try again.',
    },
  },
} as const;
