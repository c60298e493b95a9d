import { PlainFailure } from '../plain-failure';
import { type DemoAccount, accountKey } from '../demo-accounts';
import { Caller } from './caller';
import type { Patience } from './patience';
import { HUBS, type Scenario } from './scenario';

/** Who watches the whole network while the replay runs, and reads what it needs to know. */
const OBSERVER = 'hq-watch-1';

/** The people of a scenario, each signed in with an account of the demo world when first needed. */
export class Cast {
  private readonly callers = new Map<string, Caller>();

  constructor(
    private readonly api: string,
    private readonly accounts: readonly DemoAccount[],
    private readonly patience: Patience,
  ) {}

  /** Refuses to begin with anybody missing. */
  static for(scenario: Scenario, api: string, accounts: readonly DemoAccount[], patience: Patience): Cast {
    const known = new Set(accounts.map(accountKey));
    const missing = [...new Set([OBSERVER, ...scenario.facts.map(({ actor }) => actor)])].filter((key) => key !== HUBS && !known.has(key));
    if (missing.length === 0) return new Cast(api, accounts, patience);
    throw new PlainFailure(
      `The accounts file has nobody for ${missing.join(', ')}: seed the demo world, or give the file of the right installation with --accounts.`,
    );
  }

  get observer(): Caller {
    return this.actor(OBSERVER);
  }

  actor(key: string): Caller {
    return this.caller(
      this.accounts.find((account) => accountKey(account) === key),
      key,
    );
  }

  /** Somebody else with the same role, for what needs two persons. */
  another(key: string): Caller {
    const role = this.accounts.find((account) => accountKey(account) === key)?.role;
    return this.caller(
      this.accounts.find((account) => account.role === role && accountKey(account) !== key),
      `a second ${role ?? 'person'} beside ${key}`,
    );
  }

  /** Whoever answers for a hub. */
  hub(hubId: string): Caller {
    return this.caller(
      this.accounts.find(({ role, missions }) => role === 'hub-coordinator' && missions.includes(hubId)),
      `the coordinator of ${hubId}`,
    );
  }

  private caller(account: DemoAccount | undefined, called: string): Caller {
    if (account === undefined)
      throw new PlainFailure(`The accounts file has nobody for ${called}: seed the demo world again, or add the account.`);
    const known = this.callers.get(account.email);
    if (known) return known;
    const caller = new Caller(this.api, account, this.patience);
    this.callers.set(account.email, caller);
    return caller;
  }
}
