import type { DemoAccount } from '../../apps/cli/src/demo-accounts';
import type { Installation } from '../harness/installation';

/** Somebody who works elsewhere, through the API. */
export class Colleague {
  private constructor(
    private readonly address: string,
    private readonly token: string,
    readonly id: string,
  ) {}

  static async signIn({ address }: Installation, { email, password }: DemoAccount): Promise<Colleague> {
    const answer = await fetch(`${address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`signing in answered ${String(answer.status)} ${await answer.text()}`);
    const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
    return new Colleague(address, token, user.id);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await this.answerTo(method, path, body)).json()) as T;
  }

  async answerTo(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)} ${await answer.text()}`);
    return answer;
  }
}
