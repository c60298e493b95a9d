import { addMs, systemClock } from '@bongsu/kernel';
import { DelayedError, type Job } from 'bullmq';
import type { JobTicket } from './enqueue';
import type { JobRunner } from './job-runner';
import type { LaneSource } from './lane-queues';
import type { QueueBackend } from './queue-backend';
import { QueueWorkers } from './queue-workers';

const noon = '2026-11-22T12:00:00.000Z';

type Bring = (job: Job<JobTicket>, token: string) => Promise<string>;

/** Workers on a queue that brings what the spec says, at noon by the time of the installation. */
function deadlineQueue() {
  const brought = new Map<string, Bring>();
  const run: string[] = [];
  const backend = {
    worker: (queue: string, bring: Bring) => {
      brought.set(queue, bring);
      return { run: () => Promise.resolve(), close: () => Promise.resolve() };
    },
  } as unknown as QueueBackend;
  const runner = {
    run: (job: { data: JobTicket }) => Promise.resolve(void run.push(job.data.promiseId)).then(() => 'done'),
  } as unknown as JobRunner;
  const lanes = { hubIds: () => Promise.resolve([]) } as unknown as LaneSource;
  const workers = new QueueWorkers({ queues: {} } as never, backend, runner, lanes, { now: () => noon });
  (workers as unknown as { open(queue: string, as: string): void }).open('deadlines', 'deadlines');
  const bring = brought.get('deadlines');
  if (bring === undefined) throw new Error('nobody works on deadlines');
  return { bring, run };
}

function jobDue(dueAt: string | undefined) {
  const postponed: number[] = [];
  const data: JobTicket = { promiseId: 'one', correlationId: 'c', payload: {}, ...(dueAt === undefined ? {} : { dueAt }) };
  const moveToDelayed = (atMs: number): Promise<void> => Promise.resolve(void postponed.push(atMs));
  return { job: { data, moveToDelayed } as unknown as Job<JobTicket>, postponed };
}

describe('a job that the queue brings', () => {
  it.each([noon, addMs(noon, -60_000), addMs(noon, 900), undefined])('is done when it is due (%s)', async (dueAt) => {
    const { bring, run } = deadlineQueue();
    const { job, postponed } = jobDue(dueAt);
    await expect(bring(job, 'token')).resolves.toBe('done');
    expect([run, postponed]).toEqual([['one'], []]);
  });

  it('is put back when it is brought before its time, by however much this machine is wrong, and costs no try', async () => {
    const { bring, run } = deadlineQueue();
    const { job, postponed } = jobDue(addMs(noon, 300_000));
    const before = Date.parse(systemClock.now());
    await expect(bring(job, 'token')).rejects.toBeInstanceOf(DelayedError);
    expect(run).toEqual([]);
    expect(postponed).toHaveLength(1);
    expect((postponed[0] ?? 0) - before).toBeGreaterThanOrEqual(300_000);
    expect((postponed[0] ?? 0) - before).toBeLessThan(330_000);
  });
});

describe('workers that lived through a loss in a Cluster', () => {
  interface Worker {
    readonly queue: string;
    readonly bring: Bring;
    run(): Promise<void>;
    close(): Promise<void>;
    pause(): Promise<void>;
  }

  function house() {
    const said: string[] = [];
    const opened: Worker[] = [];
    const behind: Worker[] = [];
    const hold = { job: Promise.resolve('done') };
    const backend = {
      worker: (queue: string, bring: Bring) => {
        said.push(`open ${queue}`);
        const pause = (): Promise<void> => Promise.resolve(void said.push(`pause ${queue}`));
        const worker = { queue, bring, pause, run: () => Promise.resolve(), close: () => Promise.resolve() };
        opened.push(worker);
        return worker;
      },
      leftBehind: () => Promise.resolve(behind),
      dismiss: ({ queue }: Worker) => Promise.resolve(void said.push(`dismiss ${queue}`)),
    } as unknown as QueueBackend;
    const runner = { run: () => hold.job } as unknown as JobRunner;
    const workers = new QueueWorkers({ queues: { QUEUE_DRAIN_MS: 60_000 } } as never, backend, runner, {} as LaneSource, {
      now: () => noon,
    });
    const inner = workers as unknown as { open(queue: string, as: string): void; renewLeftBehind(): Promise<void> };
    return { said, opened, behind, hold, open: inner.open.bind(inner), renew: inner.renewLeftBehind.bind(inner) };
  }

  it('are let go and followed by one on the same queue; the others stay', async () => {
    const { said, opened, behind, open, renew } = house();
    open('deadlines', 'deadlines');
    open('lane-KR-EMB-PL', 'lane');
    open('lane-KR-EMB-TR', 'lane');
    behind.push(...opened.slice(0, 2));
    said.length = 0;
    await renew();
    for (const queue of ['deadlines', 'lane-KR-EMB-PL'])
      expect(said.filter((line) => line.endsWith(queue))).toEqual([`pause ${queue}`, `dismiss ${queue}`, `open ${queue}`]);
    expect(said.filter((line) => line.endsWith('lane-KR-EMB-TR'))).toEqual([]);
    // The new ones are looked after like the old.
    behind.splice(0, behind.length, ...opened.slice(3));
    said.length = 0;
    await renew();
    expect(said.filter((line) => line.startsWith('open'))).toHaveLength(2);
  });

  it('end what they have in hand first', async () => {
    const { said, opened, behind, hold, open, renew } = house();
    open('exports', 'exports');
    const [worker] = opened;
    if (worker === undefined) throw new Error('nobody works on exports');
    let finish: (said: string) => void = () => undefined;
    hold.job = new Promise((resolve) => (finish = resolve));
    const brought = worker.bring(jobDue(undefined).job, 'token');
    behind.push(worker);
    const renewed = renew();
    await new Promise((resolve) => setImmediate(resolve));
    expect(said.at(-1)).toBe('pause exports');
    finish('done');
    await Promise.all([brought, renewed]);
    expect(said.slice(-2)).toEqual(['dismiss exports', 'open exports']);
  });
});
