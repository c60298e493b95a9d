import { PlainFailure } from '../apps/cli/src/plain-failure';
import { type Chapter, printed } from './figure';
import { boards } from './figures/boards';
import { checkpoints } from './figures/checkpoints';
import { fanOut } from './figures/fan-out';
import { following } from './figures/following';
import { growth } from './figures/growth';
import { hubLane } from './figures/hub-lane';
import { intake } from './figures/intake';
import { longJournal } from './figures/long-journal';
import { memory } from './figures/memory';
import { protection } from './figures/protection';
import { sizing } from './figures/sizing';
import { starting } from './figures/starting';
import { steadyLoad } from './figures/steady-load';
import { storm } from './figures/storm';
import { toBoard } from './figures/to-board';
import { Ground, type Pace } from './ground/ground';
import { busyness, circumstances, described, loadNow } from './machine';
import { Stopped, measureAll, wordsOf } from './measure-all';
import { type Options, readOptions, usage } from './options';
import { tell } from './progress';
import { tableOf } from './table';
import { requireWholeBefore, writeDocument } from './write-document';

const chapters: readonly Chapter[] = [
  ...[intake, toBoard, fanOut, hubLane, memory, longJournal, protection, checkpoints],
  ...[steadyLoad, storm, boards, following, starting, growth, sizing],
];

/** `npm run bench`: every figure beside its floor, in one run on the machine it stands on. */
async function bench(options: Options): Promise<void> {
  if (options.write && options.only !== null) requireWholeBefore();
  const load = loadNow();
  const warning = busyness(load);
  if (warning !== null) tell(warning);
  const ground = await Ground.prepare(paceOf(options));
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Stopped('Stopped.')));
  });
  try {
    const where = await circumstances(ground, load);
    for (const line of described(where)) tell(line);
    const asked = chapters.filter(({ letter }) => options.only === null || options.only.includes(letter));
    const { measured, failed } = await measureAll(asked, ground, interrupted, tell);
    if (failed.length > 0) process.exitCode = 1;
    const figures = measured.flatMap((each) => each.figures);
    if (options.json) process.stdout.write(`${JSON.stringify(figures.map(printed), null, 2)}\n`);
    else process.stdout.write(`\n${[...described(where), ...(warning === null ? [] : [warning])].join('\n')}\n\n${tableOf(figures)}\n`);
    if (options.write)
      writeDocument(
        measured.map(({ chapter: { letter, title }, figures: found }) => ({
          letter,
          title,
          figures: found.map(printed),
          circumstances: where,
        })),
      );
  } finally {
    await ground.close();
  }
}

function paceOf({ quick, long }: Options): Pace {
  return {
    seconds: (seconds) => (quick ? Math.max(1, Math.round(seconds / 4)) : seconds),
    rounds: (rounds) => (quick ? 1 : rounds),
    size: (size) => (quick ? size / 10 : size),
    isLong: long,
  };
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
  process.stderr.write(`${fault instanceof PlainFailure ? fault.message : wordsOf(fault)}\n`);
  process.exitCode = 1;
});
