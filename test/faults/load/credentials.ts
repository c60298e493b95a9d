import { Agent } from 'undici';
import { type DemoAccount, accountKey } from '../../../apps/cli/src/demo-accounts';

/** Sessions of the demo accounts in one world, and the connections that clients share. */
export class Credentials {
  private readonly tokens = new Map<string, Promise<string>>();
  readonly agent = new Agent({ connections: 256, keepAliveTimeout: 5_000, connect: { timeout: 2_000 } });

  constructor(readonly accounts: readonly DemoAccount[]) {}

  /** The token of a session, begun by `signIn` when there is none. */
  token(who: string, signIn: (account: DemoAccount) => Promise<string>): Promise<string> {
    const known = this.tokens.get(who);
    if (known !== undefined) return known;
    const account = this.accounts.find((each) => accountKey(each) === who);
    if (account === undefined) throw new Error(`the demo world has nobody called ${who}`);
    const token = signIn(account);
    this.tokens.set(who, token);
    token.catch(() => this.tokens.delete(who));
    return token;
  }

  forget(who: string): void {
    this.tokens.delete(who);
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
