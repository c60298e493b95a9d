import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A question of the bench to one of its processes, and what comes back. */
export interface Question {
  readonly ask: number;
  readonly question: string;
  readonly about: unknown;
}
export type Answer = { readonly ask: number; readonly value: unknown } | { readonly ask: number; readonly fault: string };

type Answers = Readonly<Record<string, (about: never) => unknown>>;

/** CPU time and resident memory of this process; every process of the bench and of the product answers it. */
const usage = (): { cpuMs: number; rssBytes: number } => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rssBytes: process.memoryUsage.rss() };
};

/** What is left in V8's heap once everything that nobody needs was collected; buffers lie outside it and count as resident. */
const heap = (): { heapBytes: number; rssBytes: number } => {
  collect ??= collector();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
};

let collect: (() => void) | undefined;

/** V8's collector, without a flag that would be set while nobody asks for it. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Answers the bench's questions by name, and leaves when the bench is gone. */
export function answerParent(answers: Answers): void {
  const known: Answers = { usage, heap, ...answers };
  process.on('message', (question: Question) => void reply(known, question));
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
}

async function reply(known: Answers, { ask, question, about }: Question): Promise<void> {
  const answer = known[question];
  try {
    if (answer === undefined) throw new Error(`does not know how to answer "${question}"`);
    send({ ask, value: (await answer(about as never)) ?? null });
  } catch (fault) {
    send({ ask, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
  }
}

function send(answer: Answer): void {
  process.send?.(answer);
}

/** For the product's own programs, which know nothing of the bench: answers for CPU and memory alone and does not keep the process alive. */
export function answerForUsage(): void {
  process.on('message', (question: Question) => void reply({ usage, heap }, question));
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
