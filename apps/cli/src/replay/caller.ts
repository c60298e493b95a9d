import type { z } from 'zod';
import { signInAnswerSchema } from '@bongsu/access/contract';
import { type Problem, problemSchema } from '@bongsu/platform/contract';
import type { DemoAccount } from '../demo-accounts';
import { PlainFailure } from '../plain-failure';
import { type Patience, TryAgain, persistently } from './patience';

/** The api refused: an expected "no" with its code, which the replay may know how to take. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';

  constructor(
    readonly status: number,
    readonly problem: Problem,
    what: string,
  ) {
    const fields = (problem.errors ?? []).map(({ field, message }) => `; ${field}: ${message}`).join('');
    super(`${what} was refused (${status} ${problem.code}): ${problem.detail}${fields}`);
  }
}

interface Asking {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly key?: string;
}

const answerWithinMs = 15_000;

/**
 * One person at the public API, as any program would use it. Requests go out again while the api is away; a POST carries its
 * Idempotency-Key, so that a request whose answer was lost has its effect once. Answers are held to the contract.
 */
export class Caller {
  private token: string | undefined;

  constructor(
    private readonly api: string,
    private readonly account: DemoAccount,
    private readonly patience: Patience,
  ) {}

  async get<Answer extends z.ZodType>(path: string, answer: Answer): Promise<z.output<Answer>> {
    return this.ask({ method: 'GET', path }, answer);
  }

  async post<Answer extends z.ZodType>(path: string, body: unknown, key: string, answer: Answer): Promise<z.output<Answer>> {
    return this.ask({ method: 'POST', path, body: JSON.stringify(body), contentType: 'application/json', key }, answer);
  }

  async postGeoJson<Answer extends z.ZodType>(path: string, document: string, key: string, answer: Answer): Promise<z.output<Answer>> {
    return this.ask({ method: 'POST', path, body: document, contentType: 'application/geo+json', key }, answer);
  }

  /** A session's token, signing in when there is none. */
  async bearer(): Promise<string> {
    this.token ??= await this.signIn();
    return this.token;
  }

  /** The session is no longer good; the next request signs in again. */
  forget(): void {
    this.token = undefined;
  }

  private async signIn(): Promise<string> {
    const { email, password } = this.account;
    const body = JSON.stringify({ email, password });
    const asking: Asking = { method: 'POST', path: '/sessions', body, contentType: 'application/json' };
    const answer = await this.ask(asking, signInAnswerSchema, false);
    if ('challenge' in answer)
      throw new PlainFailure(
        `The account ${email} has a second factor, which a replay cannot give: sign in as that account and remove it under “My account”, or name other accounts with --accounts.`,
      );
    return answer.token;
  }

  private async ask<Answer extends z.ZodType>(asking: Asking, answer: Answer, signedIn = true): Promise<z.output<Answer>> {
    const what = `${asking.method} ${asking.path}`;
    const send = (): Promise<Response> =>
      persistently(what, this.patience, async () => this.attempt(asking, signedIn ? await this.bearer() : undefined));
    let response = await send();
    if (response.status === 401 && signedIn) {
      // The session has run out. When a fresh one is refused as well, that is the answer.
      this.forget();
      response = await send();
    }
    const content: unknown = await response.json();
    if (!response.ok) throw new ApiRefusal(response.status, problemSchema.parse(content), what);
    const read = answer.safeParse(content);
    if (!read.success) throw new Error(`${what} answered something else than its contract says: ${read.error.message}`);
    return read.data;
  }

  private async attempt({ method, path, body, contentType, key }: Asking, token: string | undefined): Promise<Response | TryAgain> {
    const headers = new Headers({ accept: 'application/json' });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (contentType !== undefined) headers.set('content-type', contentType);
    if (key !== undefined) headers.set('idempotency-key', key);
    try {
      const init = { method, headers, signal: AbortSignal.timeout(answerWithinMs) };
      const response = await fetch(`${this.api}/api/v1${path}`, body === undefined ? init : { ...init, body });
      if (response.status < 500 && response.status !== 429) {
        // Read here: a connection that breaks in the middle of an answer is a lost answer.
        return new Response(await response.arrayBuffer(), { status: response.status });
      }
      return new TryAgain(`the api answers ${response.status}`);
    } catch (fault) {
      const timedOut = fault instanceof Error && fault.name === 'TimeoutError';
      return new TryAgain(timedOut ? `the api has not answered within ${answerWithinMs / 1_000} s` : 'the api does not answer');
    }
  }
}
