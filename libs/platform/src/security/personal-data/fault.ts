import { ProblemException } from '../../http/problem';

/** Why personal data could not be opened or kept. Each needs an operator; none is the caller's doing. */
export type PersonalDataFaultCode =
  | 'personal-data.no-keys'
  | 'personal-data.keys-unreadable'
  | 'personal-data.keys-command-failed'
  | 'personal-data.key-unknown'
  | 'personal-data.key-does-not-fit'
  | 'personal-data.index-key-does-not-fit'
  | 'personal-data.value-altered'
  | 'personal-data.value-not-sealed'
  | 'personal-data.data-key-missing'
  | 'personal-data.subject-erased';

/**
 * Thrown when a value cannot be opened with the keys at hand: the request or job fails closed with it, and answers neither the
 * value nor its ciphertext. The text names keys and places, never a person or a value.
 */
export class PersonalDataFault extends ProblemException {
  constructor(code: PersonalDataFaultCode, detail: string, remedy: string) {
    super(503, code, detail, remedy);
    this.name = 'PersonalDataFault';
  }
}
