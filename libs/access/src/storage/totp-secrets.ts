import { Injectable } from '@nestjs/common';
import { type AccountId, Sensitive } from '@bongsu/kernel';
import { PersonalData, type Sealed, type Tx, partOf } from '@bongsu/platform';
import { totpData } from './personal-data';

const SECRET = partOf(totpData, 'accountId', 'secret');

/** Secrets of authenticator apps, encrypted under the key of whose app it is: they go with her erasure, and change keys with everything else. */
@Injectable()
export class TotpSecrets {
  constructor(private readonly personalData: PersonalData) {}

  async seal(tx: Tx, accountId: AccountId, secret: string): Promise<Sealed> {
    return (await this.personalData.forKnown(tx, totpData, accountId)).seal('secret', Sensitive.of(secret));
  }

  /** For the check of a code: nobody is shown it. Null when its owner was erased. */
  async open(accountId: AccountId, secret: Sealed, tx?: Tx): Promise<string | null> {
    const opened = await this.personalData.openUnseen(SECRET, { accountId, secret }, tx);
    return opened.secret.isErased ? null : opened.secret.reveal();
  }
}
