import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/free-port';
import { projectRoot } from '../../apps/cli/src/project-root';
import { untilReady } from '../../apps/cli/src/supervisor/readiness';
import type { Partner, PartnerOptions } from './partner';

const READY_WITHIN_MS = 180_000;

export type Environment = Readonly<Record<string, string>>;
type Account = { readonly email: string; readonly password: string };

/** Starts a process and sees to it that it ends with the bench. */
export type Launch = (options: Pick<PartnerOptions, 'name' | 'program' | 'words' | 'environment' | 'flags'>) => Partner;

/** The api, ready, and a session in it. */
export interface Product {
  readonly partner: Partner;
  readonly origin: string;
  readonly token: string;
}

export async function startApi(
  launch: Launch,
  environment: Environment,
  account: Account,
  preloads: readonly string[] = [],
): Promise<Product> {
  const port = await freePort();
  const partner = launchProgram(launch, 'api', { ...environment, PORT: String(port), HOST: '127.0.0.1' }, preloads);
  const origin = `http://127.0.0.1:${String(port)}`;
  if (!(await untilReady(`${origin}/health/ready`, READY_WITHIN_MS, () => !partner.isRunning))) {
    throw new Error(`the api did not become ready. Its last words:\n${partner.lastWords()}`);
  }
  return { partner, origin, token: await signIn(origin, account) };
}

export function startWorker(launch: Launch, environment: Environment): Partner {
  return launchProgram(launch, 'worker', { ...environment, WORKER_HTTP_PORT: '0' });
}

/** A program of the product that answers for its CPU and memory. */
export function launchProgram(launch: Launch, name: 'api' | 'worker', environment: Environment, preloads: readonly string[] = []): Partner {
  return launch({
    name: `the ${name}`,
    program: join(projectRoot(), 'dist', 'apps', name, 'src', 'main.js'),
    environment,
    flags: ['usage', ...preloads].flatMap((preload) => ['--require', join(__dirname, '..', 'processes', `${preload}.js`)]),
  });
}

async function signIn(origin: string, account: Account): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (answer.status !== 201) throw new Error(`signing in was answered ${String(answer.status)} ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}

/** A cursor at the head of the journal, as a board gets it. */
export async function cursorAtHead({ origin, token }: Pick<Product, 'origin' | 'token'>): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/board/snapshot`, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 200) throw new Error(`the snapshot was answered ${String(answer.status)}`);
  return ((await answer.json()) as { cursor: string }).cursor;
}
