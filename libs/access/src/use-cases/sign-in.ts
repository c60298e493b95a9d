import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, hours, ok, refuse } from '@bongsu/kernel';
import { SETTINGS, type Settings, UnitOfWork, systemActor } from '@bongsu/platform';
import { type SessionView, SessionBegun, type SignIn as Command } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { passwordMatches } from './passwords';
import { newToken, tokenHash } from './tokens';
import { accountView } from './account-view';

@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'security'>,
  ) {}

  /** The password is checked before the transaction: argon2 takes its time on purpose, and no connection should wait for it. */
  async execute({ email, password }: Command, correlationId: string): Promise<Result<SessionView, Refusal<'access.wrong-credentials'>>> {
    const account = await this.accounts.byEmail(email);
    const matches = await passwordMatches(account?.passwordHash ?? null, password);
    if (account === null || account.disabled || !matches) return wrongCredentials;
    const token = newToken();
    return this.work.run(systemActor('access.sign-in', correlationId), async (tx) => {
      const expiresAt = addMs(tx.now, hours(this.settings.security.SESSION_HOURS));
      await this.sessions.begin(tx, { tokenHash: tokenHash(token), accountId: account.id, expiresAt });
      tx.append(SessionBegun.of({ subject: { type: 'account', id: account.id }, audience: [], body: { accountId: account.id } }));
      return ok({ token, expiresAt, user: accountView(account) });
    });
  }
}

/** One answer for an unknown address, a wrong password and a disabled account. */
const wrongCredentials = refuse(
  'forbidden',
  'access.wrong-credentials',
  'The e-mail address or the password is not right.',
  'Check both and try again, or ask your administrator.',
);
