import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

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
    await fetch(`${this.issuer}/people`, { method: 'PUT', body: JSON.stringify(people) });
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

  async open(url: string, form?: URLSearchParams): Promise<{ status: number; location: string | null; page: string; cookies: string[] }> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const answer = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
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
}
