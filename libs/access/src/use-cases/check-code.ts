import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { RecoveryCodeUsed, type SecondFactor } from '../contract';
import type { Account } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { TotpSecrets } from '../storage/totp-secrets';
import { recoveryCodeHash, stepOfCode } from './codes';

/** A code as it is compared: a recovery code is known by its hash, which takes its time to make. */
export type GivenCode = { readonly factor: 'totp'; readonly code: string } | { readonly factor: 'recovery-code'; readonly hash: Buffer };

/** Checks a second factor's code and uses it up: no code is good twice. */
@Injectable()
export class CheckCode {
  constructor(
    private readonly factors: SecondFactorStore,
    private readonly secrets: TotpSecrets,
  ) {}

  /** Before the transaction, which no hashing should hold up. Throws HashingBusy. */
  async read(accountId: AccountId, factor: SecondFactor, code: string): Promise<GivenCode> {
    return factor === 'totp' ? { factor, code } : { factor, hash: await recoveryCodeHash(code, accountId) };
  }

  /** Within the transaction of what the code is for. */
  async use(tx: Tx, account: Account, given: GivenCode): Promise<boolean> {
    return given.factor === 'totp' ? this.useTotp(tx, account, given.code) : this.useRecoveryCode(tx, account, given.hash);
  }

  private async useTotp(tx: Tx, { id }: Account, code: string): Promise<boolean> {
    const sealed = await this.factors.confirmedSecret(tx, id);
    const secret = sealed === null ? null : await this.secrets.open(id, sealed, tx);
    if (secret === null) return false;
    const step = stepOfCode(secret, code, tx.now);
    return step !== null && (await this.factors.useStep(tx, id, step));
  }

  private async useRecoveryCode(tx: Tx, { id }: Account, hash: Buffer): Promise<boolean> {
    const left = await this.factors.useCode(tx, id, hash);
    if (left === null) return false;
    tx.append(RecoveryCodeUsed.of({ subject: { type: 'account', id }, audience: [], body: { accountId: id, left } }));
    return true;
  }
}
