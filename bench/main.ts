import { PlainFailure } from '../apps/cli/src/plain-failure';
import { type Chapter, type Figure, printed } from './figure';
import { checkpoints } from './figures/checkpoints';
import { fanOut } from './figures/fan-out';
import { hubLane } from './figures/hub-lane';
import { intake } from './figures/intake';
import { longJournal } from './figures/long-journal';
import { memory } from './figures/memory';
import { protection } from './figures/protection';
import { toBoard } from './figures/to-board';
import { Ground, type Pace } from './ground/ground';
import { busyness, describeMachine } from './machine';
import { type Options, readOptions, usage } from './options';
import { tell } from './progress';
import { tableOf } from './table';

const chapters: readonly Chapter[] = [intake, toBoard, fanOut, hubLane, memory, longJournal, protection, checkpoints];
const full: Pace = { seconds: (seconds) => seconds, rounds: (rounds) => rounds };
const quick: Pace = { seconds: (seconds) => Math.max(1, Math.round(seconds / 4)), rounds: () => 1 };

/** `npm run bench`: every figure beside its floor, in one run on the machine it stands on. */
async function bench(options: Options): Promise<void> {
  const warning = busyness();
  if (warning !== null) tell(warning);
  const ground = await Ground.prepare(options.quick ? quick : full);
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new PlainFailure('Stopped.')));
  });
  try {
    const machine = await describeMachine(ground);
    for (const line of machine) tell(line);
    const figures = await Promise.race([measure(ground, options), interrupted]);
    if (options.json) process.stdout.write(`${JSON.stringify(figures.map(printed), null, 2)}\n`);
    else process.stdout.write(`\n${machine.join('\n')}\n${warning === null ? '' : `${warning}\n`}\n${tableOf(figures)}\n`);
  } finally {
    await ground.close();
  }
}

async function measure(ground: Ground, { only }: Options): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { letter, title, measure: take } of chapters) {
    if (only !== null && !only.includes(letter)) continue;
    tell(`${letter}  ${title}`);
    figures.push(...(await take(ground)));
  }
  return figures;
}

async function main(): Promise<void> {
  const options = readOptions(
    process.argv.slice(2),
    chapters.map(({ letter }) => letter),
  );
  if (options.help) process.stdout.write(`${usage}\n`);
  else await bench(options);
}

main().catch((fault: unknown) => {
  process.stderr.write(
    `${fault instanceof PlainFailure ? fault.message : fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exitCode = 1;
});
