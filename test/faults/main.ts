import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from '../../apps/cli/src/plain-failure';
import { projectRoot } from '../../apps/cli/src/project-root';
import { type Options, readOptions, usage } from './options';
import { tell } from './progress';
import { Random } from './random';
import { endOf, standing, withRows } from './report';
import { type Outcome, Runner } from './runner';
import type { Scenario } from './scenario';
import { scenarios } from './scenarios';
import { askedToStop, wordsOf } from './stopping';
import { Ground } from './world/ground';

const ID_WIDTH = Math.max(...scenarios.map(({ id }) => id.length)) + 2;

/** `npm run faults`: pulls the plug on one part after the other and shows that nothing is lost and nothing doubled. */
async function faults(options: Options): Promise<void> {
  const chosen = scenarios.filter(({ id, isInShortForm }) =>
    options.only === null ? options.long || isInShortForm : options.only.includes(id),
  );
  if (options.list) {
    process.stdout.write(
      chosen.map(({ id, name, isInShortForm }) => `${id.padEnd(ID_WIDTH)}${name}${isInShortForm ? '' : '  [long only]'}\n`).join(''),
    );
    return;
  }
  const seed = options.seed ?? Math.floor(Math.random() * 1_000_000);
  tell(`${standing()}\nseed ${seed} (again with --seed ${seed})`);
  const outcomes = await play(chosen, options, seed);
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { scenario, faults: what } of failed) tell(`\n✗ ${scenario.id}  ${scenario.name}\n    ${what.join('\n    ')}`);
  process.stdout.write(`\n${endOf(outcomes)}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** One after the other; what is played when the run is asked to stop has failed. Leaves no process, however it ends. */
async function play(chosen: readonly Scenario[], options: Options, seed: number): Promise<Outcome[]> {
  const asked = askedToStop();
  const ground = new Ground();
  const runner = new Runner(ground, new Random(seed), options.long);
  const outcomes: Outcome[] = [];
  let why: string | undefined;
  void asked.then((reason) => (why = reason));
  try {
    for (const scenario of chosen) {
      const outcome = await Promise.race([runner.play(scenario), asked.then((reason) => stoppedIn(scenario, reason))]);
      outcomes.push(outcome);
      if (why !== undefined) break;
      // Each at once: a run that is ended later has played these all the same.
      if (options.write) write(outcome, seed);
    }
    // What was not played has not held.
    return [...outcomes, ...chosen.slice(outcomes.length).map((scenario) => stoppedIn(scenario, `not played: ${why ?? ''}`))];
  } finally {
    await runner.close();
    await ground.close(options.keep);
  }
}

function stoppedIn(scenario: Scenario, reason: string): Outcome {
  return { scenario, passed: false, figures: [], faults: [reason], seconds: 0 };
}

function write(outcome: Outcome, seed: number): void {
  const path = join(projectRoot(), 'docs', 'faults.md');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Faults\n';
  writeFileSync(
    path,
    withRows(
      before,
      [outcome],
      seed,
      scenarios.map(({ id }) => id),
    ),
  );
}

async function main(): Promise<void> {
  const options = readOptions(
    process.argv.slice(2),
    scenarios.map(({ id }) => id),
  );
  if (options.help) process.stdout.write(`${usage}\n`);
  else await faults(options);
}

main().then(
  // What a scenario that was interrupted still waits for must not keep the program.
  () => process.exit(),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof PlainFailure ? fault.message : wordsOf(fault)}\n`);
    process.exit(1);
  },
);
