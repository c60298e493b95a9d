import { passwordLengths } from '../contract';

let known: Promise<ReadonlySet<string>> | undefined;

/**
 * The passwords that are guessed first: 49,000 of the most used and leaked ones (the "passwords-common" dictionary of zxcvbn-ts), more than the
 * 3,000 that ASVS 5.0 §6.2.4 asks for. Read when the first password is set, about 7 MB; too short ones are refused anyway and left out.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((password) => password.length >= passwordLengths.least)),
  );
  return known;
}
