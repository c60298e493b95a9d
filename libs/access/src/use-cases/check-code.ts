import { Injectable } from '@nestjs/common';
import type { Tx } from '@bongsu/platform';
import { RecoveryCodeUsed, type SecondFactor } from '../contract';
import type { Account } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { recoveryCodeHash, stepOfCode } from './codes';
import { SecretBox } from './secret-box';

/** Checks a second factor's code and uses it up: no code is good twice. */
@Injectable()
export class CheckCode {
  constructor(
    private readonly factors: SecondFactorStore,
    private readonly box: SecretBox,
  ) {}

  /** Within the transaction of what the code is for. */
  async use(tx: Tx, account: Account, factor: SecondFactor, code: string): Promise<boolean> {
    return factor === 'totp' ? this.useTotp(tx, account, code) : this.useRecoveryCode(tx, account, code);
  }

  private async useTotp(tx: Tx, { id }: Account, code: string): Promise<boolean> {
    const secret = await this.factors.confirmedSecret(tx, id);
    if (secret === null) return false;
    const step = stepOfCode(this.box.open(secret, id), code, tx.now);
    return step !== null && (await this.factors.useStep(tx, id, step));
  }

  private async useRecoveryCode(tx: Tx, { id }: Account, code: string): Promise<boolean> {
    const left = await this.factors.useCode(tx, id, recoveryCodeHash(code));
    if (left === null) return false;
    tx.append(RecoveryCodeUsed.of({ subject: { type: 'account', id }, audience: [], body: { accountId: id, left } }));
    return true;
  }
}
