import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { DemoAccount } from '../../../apps/cli/src/demo-accounts';
import type { Credentials } from './credentials';

/** How a client behaves when it is not answered. */
export interface ClientManners {
  /** One try: how long it waits for an answer. */
  readonly tryWithinMs: number;
  /** All tries of one request together. */
  readonly withinMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Told of every try. */
  readonly onTry: (attempt: Try) => void;
}

/** One try of a request. */
export interface Try {
  readonly origin: string;
  /** Of the HTTP answer, or why there was none. */
  readonly outcome: number | 'timeout' | 'refused' | 'torn';
  readonly ms: number;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | null;
  readonly tries: number;
}

export interface Asking {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** After `/api/v1`. */
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: number;
}

/** As the programs of the house behave: see apps/cli/src/replay. */
const manners: ClientManners = { tryWithinMs: 15_000, withinMs: 120_000, firstPauseMs: 100, longestPauseMs: 2_000, onTry: () => undefined };

/** Nobody answered in all the time that the client has. */
export class NoAnswer extends Error {}

/**
 * One person at the public API through a load balancer that knows nothing: goes round the apis, and asks again after 5xx, 429, a torn
 * connection or silence. A write carries its Idempotency-Key through all its tries.
 */
export class ApiClient {
  private readonly manners: ClientManners;
  private turn = 0;

  constructor(
    private readonly origins: readonly string[],
    private readonly credentials: Credentials,
    readonly who: string,
    own: Partial<ClientManners> = {},
  ) {
    this.manners = { ...manners, ...own };
  }

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.ask({ method: 'GET', path });
  }

  /** GET of what must be there. */
  async read<Body>(path: string): Promise<Body> {
    return expectOk(`GET ${path}`, await this.get<Body>(path));
  }

  post<Body>(path: string, body: unknown, more: Pick<Asking, 'key' | 'ifMatch'> = {}): Promise<Answer<Body>> {
    return this.ask({ method: 'POST', path, body, ...more });
  }

  /** POST of what must succeed. */
  async must<Body>(path: string, body: unknown, more: Pick<Asking, 'key' | 'ifMatch'> = {}): Promise<Body> {
    return expectOk(`POST ${path}`, await this.post<Body>(path, body, more));
  }

  /** Asks until an answer below 500 other than 429 comes. Throws {@link NoAnswer}. */
  async ask<Body>(asking: Asking): Promise<Answer<Body>> {
    const answer = await this.persist<Body>(asking, () => this.bearer());
    if (answer.status !== 401) return answer;
    this.credentials.forget(this.who);
    return this.persist<Body>(asking, () => this.bearer());
  }

  /** One try at one api, whatever comes of it. */
  async once<Body>(asking: Asking, origin = this.nextOrigin()): Promise<Answer<Body> | Try> {
    return this.attempt<Body>(asking, await this.bearer(), origin);
  }

  bearer(): Promise<string> {
    return this.credentials.token(this.who, (account) => this.signIn(account));
  }

  private async signIn({ email, password }: DemoAccount): Promise<string> {
    const answer = await this.persist<{ token: string }>({ method: 'POST', path: '/sessions', body: { email, password } }, () =>
      Promise.resolve(null),
    );
    return expectOk('signing in', answer).token;
  }

  private async persist<Body>(asking: Asking, token: () => Promise<string | null>): Promise<Answer<Body>> {
    const { withinMs, firstPauseMs, longestPauseMs, onTry } = this.manners;
    const beganMs = performance.now();
    let pauseMs = firstPauseMs;
    for (let tries = 1; ; tries++) {
      const bearer = await token();
      const origin = this.nextOrigin();
      const triedMs = performance.now();
      const outcome = await this.attempt<Body>(asking, bearer, origin);
      if ('status' in outcome) onTry({ origin, outcome: outcome.status, ms: performance.now() - triedMs });
      else onTry(outcome);
      if ('status' in outcome && outcome.status < 500 && outcome.status !== 429) return { ...outcome, tries };
      if (performance.now() - beganMs > withinMs)
        throw new NoAnswer(
          `${asking.method} ${asking.path}: no answer in ${withinMs} ms, ${tries} tries; the last: ${JSON.stringify(outcome)}`,
        );
      // Apart from each other, or all who were torn off together come back together.
      await delay(pauseMs * (0.75 + Math.random() / 2));
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  private async attempt<Body>(
    { method, path, body, key, ifMatch }: Asking,
    token: string | null,
    origin: string,
  ): Promise<Answer<Body> | Try> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    const beganMs = performance.now();
    try {
      const answer = await request(`${origin}/api/v1${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher: this.credentials.agent,
        signal: AbortSignal.timeout(this.manners.tryWithinMs),
      });
      const text = await answer.body.text();
      const etag = answer.headers['etag'];
      return {
        status: answer.statusCode,
        body: (text === '' ? null : JSON.parse(text)) as Body,
        etag: typeof etag === 'string' ? etag : null,
        tries: 1,
      };
    } catch (fault) {
      return { origin, outcome: whyNot(fault), ms: performance.now() - beganMs };
    }
  }

  private nextOrigin(): string {
    const origin = this.origins[this.turn++ % this.origins.length];
    if (origin === undefined) throw new Error('a world without an api has no clients');
    return origin;
  }
}

export function expectOk<Body>(what: string, { status, body }: Answer<Body>): Body {
  if (status >= 300) throw new Error(`${what} was answered ${status} ${JSON.stringify(body)}`);
  return body;
}

function whyNot(fault: unknown): 'timeout' | 'refused' | 'torn' {
  const { name, code } = fault as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout';
  return code === 'ECONNREFUSED' ? 'refused' : 'torn';
}
