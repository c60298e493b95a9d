import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { AccountPut, type RoleGrant } from '../contract';
import { AccountStore } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { hashPassword } from './passwords';

/** Adds an account, or renews the password and grants of the one with this address. For the console; screens come later. */
@Injectable()
export class PutAccount {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly factors: SecondFactorStore,
  ) {}

  async execute(
    command: { email: string; displayName: string; password: string; grants: RoleGrant[] },
    actor: Actor,
  ): Promise<Result<{ id: string }, Refusal>> {
    const passwordHash = await hashPassword(command.password);
    return this.work.run(actor, async (tx) => {
      const id = (await this.accounts.idOf(tx, command.email)) ?? newId();
      await this.accounts.put(tx, { id, email: command.email, displayName: command.displayName, grants: command.grants, passwordHash });
      this.factors.endSteps(tx, id);
      tx.append(
        AccountPut.of({
          subject: { type: 'account', id },
          audience: [],
          body: { accountId: id, roles: command.grants.map(({ role }) => role) },
        }),
      );
      return ok({ id });
    });
  }
}
