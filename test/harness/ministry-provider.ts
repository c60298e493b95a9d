import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A token that the provider is to make. */
export interface Token {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly by?: 'itself' | 'a stranger';
}

/** The ministry's identity provider of a test: a real one, in a process of its own that ends with ours. Any password is right. */
export class MinistryProvider {
  static readonly clientId = 'bongsu';
  static readonly clientSecret = 'a secret of tests only';

  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(told: { redirectUri: string; people: People; port?: number }): Promise<MinistryProvider> {
    const { clientId, clientSecret } = MinistryProvider;
    const child = spawn(process.execPath, [join(__dirname, 'oidc-provider.mjs'), JSON.stringify({ clientId, clientSecret, ...told })], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const issuer = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('http') && resolve(line));
      child.once('exit', (code) => reject(new Error(`the provider ended with ${String(code)}`)));
    });
    return new MinistryProvider(child, issuer);
  }

  /** What it says of people from now on. */
  async knows(people: People): Promise<void> {
    await this.ask('PUT', 'people', people);
  }

  /** Makes its ID tokens over from now on; null: they are in order again. A claim that is null is left out. */
  async makesIdTokens(over: Token | null): Promise<void> {
    await this.ask('PUT', 'id-token', over);
  }

  /** A token of any content. Its own key signs, where it is not said that a stranger does. */
  async signs(token: Token): Promise<string> {
    return ((await this.ask('POST', 'sign', token)) as { token: string }).token;
  }

  /** Where it sends what it has to say about people who signed out. */
  async tellsOfLogouts(to: string): Promise<void> {
    await this.ask('PUT', 'logouts', to);
  }

  /** The logout tokens that it sent, as forms, and the status of each answer. */
  async logouts(): Promise<{ body: string; answered: number | null }[]> {
    return (await this.ask('GET', 'logouts')) as { body: string; answered: number | null }[];
  }

  private async ask(method: string, what: string, body?: unknown): Promise<unknown> {
    const told = await fetch(`${this.issuer}/test/${what}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return told.json();
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** A browser as far as signing in needs one: it keeps cookies for each address and shows every redirection. */
export class Visitor {
  private readonly jars = new Map<string, Map<string, string>>();

  async open(
    url: string,
    form?: URLSearchParams,
    method?: string,
  ): Promise<{ status: number; location: string | null; page: string; cookies: string[] }> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const answer = await fetch(url, {
      method: method ?? (form === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: form }),
    });
    const cookies = answer.headers.getSetCookie();
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, location: location === null ? null : new URL(location, url).href, page: await answer.text(), cookies };
  }

  /** Signs in at the provider and says yes to everything; answers the address to which the provider sends the browser back. */
  async signInAt(provider: MinistryProvider, question: string, login: string): Promise<string> {
    let seen = await this.open(question);
    for (let step = 0; step < 15; step++) {
      if (seen.location !== null && !seen.location.startsWith(provider.issuer)) return seen.location;
      if (seen.location !== null) seen = await this.open(seen.location);
      else {
        const action = /<form[^>]* action="([^"]+)"/.exec(seen.page)?.[1];
        if (action === undefined) throw new Error(`no form on the provider's page: ${String(seen.status)} ${seen.page.slice(0, 400)}`);
        const prompt = /name="prompt" value="([a-z]+)"/.exec(seen.page)?.[1] ?? '';
        seen = await this.open(new URL(action, provider.issuer).href, new URLSearchParams({ prompt, login, password: 'any' }));
      }
    }
    throw new Error('the provider never sent the browser back');
  }

  /** Says yes on the provider's page that asks whether to sign out there; answers the address to which it sends the browser back. */
  async signOutAt(provider: MinistryProvider, question: string): Promise<string | null> {
    const asked = await this.open(question);
    const [action, xsrf] = [/ action="([^"]+)"/.exec(asked.page)?.[1], /name="xsrf" value="([^"]+)"/.exec(asked.page)?.[1]];
    if (action === undefined || xsrf === undefined) throw new Error(`no question on the provider's page: ${asked.page.slice(0, 400)}`);
    return (await this.open(new URL(action, provider.issuer).href, new URLSearchParams({ xsrf, logout: 'yes' }))).location;
  }
}
