import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PlainFailure } from '../../apps/cli/src/plain-failure';
import { type Options, readOptions, usage } from './options';
import { smallestOf, tellSeed } from './seed';
import type { Order, SeedDone } from './shard';

const TRIES_FOR_THE_SMALLEST = 150;
const TOLD_AT_MOST = 20;
const PROGRESS_EVERY = 500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run simulate`: many seeds on all cores, or one with its story. */
async function simulate(options: Options): Promise<boolean> {
  return options.seed === null ? many(options) : one(options.seed, options);
}

async function many({ from, seeds, without }: Options): Promise<boolean> {
  const startedMs = performance.now();
  const shards = Math.min(availableParallelism(), seeds);
  const failed: SeedDone[] = [];
  const totals = new Map<string, number>();
  let done = 0;
  const hear = (told: SeedDone): void => {
    for (const [name, count] of Object.entries(told.counts)) totals.set(name, (totals.get(name) ?? 0) + count);
    if (told.wrong.length > 0) {
      failed.push(told);
      if (failed.length <= TOLD_AT_MOST) say(`seed ${told.seed}: ${told.wrong.join('; ')}`);
    }
    if (++done % PROGRESS_EVERY === 0) say(`${done} of ${seeds} seeds, ${seconds(startedMs)} s`);
  };
  const each = Array.from({ length: shards }, (_, at) => Math.floor((seeds - at - 1) / shards) + 1);
  await Promise.all(each.map((count, at) => shard({ first: from + at, step: shards, count, without }, hear)));
  say(`${[...totals].map(([name, total]) => `${Math.round(total)} ${name}`).join(', ')} in ${seconds(startedMs)} s on ${shards} processes`);
  if (failed.length > 0) say(`A seed is told again by: npm run simulate -- --seed ${failed[0]?.seed ?? from}`);
  say(`${seeds - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0;
}

function shard(order: Order, hear: (told: SeedDone) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // Refusals and waits are errors by the thousand here; their stacks are asked for by nobody, and one seed told alone has them.
    const child = fork(join(__dirname, 'shard.js'), { execArgv: ['--stack-trace-limit=0'] });
    child.on('message', hear);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new PlainFailure(`A process of the simulation ended with ${String(code)}.`)),
    );
    child.send(order);
  });
}

async function one(seed: number, { without }: Options): Promise<boolean> {
  const told = await tellSeed(seed, { lacks: without, tells: true });
  for (const line of told.story) say(line);
  say(
    `seed ${seed}: ${Object.entries(told.counts)
      .map(([name, count]) => `${Math.round(count)} ${name}`)
      .join(', ')}`,
  );
  for (const line of told.wrong) say(`wrong: ${line}`);
  if (told.wrong.length > 0) {
    const smallest = await smallestOf(seed, { lacks: without }, TRIES_FOR_THE_SMALLEST);
    if (smallest !== null)
      say(`The smallest schedule found that fails: ${JSON.stringify(smallest.schedule)}\n${smallest.wrong.join('\n')}`);
  }
  say(told.wrong.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  return told.wrong.length === 0;
}

const seconds = (sinceMs: number): string => ((performance.now() - sinceMs) / 1_000).toFixed(1);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(usage);
  if (!(await simulate(options))) process.exitCode = 1;
}

main().catch((fault: unknown) => {
  process.stderr.write(
    `${fault instanceof PlainFailure ? fault.message : fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exitCode = 1;
});
