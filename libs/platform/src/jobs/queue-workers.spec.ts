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

describe('workers that lived through the loss of a node', () => {
  it('are replaced, each by one on the same queue, before they are let go; the others stay', async () => {
    const said: string[] = [];
    const behind: object[] = [];
    const backend = {
      worker: (queue: string) => {
        said.push(`open ${queue}`);
        return { queue, run: () => Promise.resolve(), close: () => Promise.resolve() };
      },
      leftBehind: () => Promise.resolve(behind),
      dismiss: ({ queue }: { queue: string }) => Promise.resolve(void said.push(`dismiss ${queue}`)),
    } as unknown as QueueBackend;
    const workers = new QueueWorkers({ queues: {} } as never, backend, {} as JobRunner, {} as LaneSource, { now: () => noon });
    const within = workers as unknown as {
      open(queue: string, as: string): void;
      renewLeftBehind(): Promise<void>;
      workers: Map<string, object>;
    };
    within.open('deadlines', 'deadlines');
    within.open('lane-KR-EMB-PL', 'lane');
    within.open('lane-KR-EMB-TR', 'lane');
    const [deadlines, warsaw, ankara] = ['deadlines', 'lane-KR-EMB-PL', 'lane-KR-EMB-TR'].map((queue) => within.workers.get(queue));
    behind.push(deadlines ?? {}, warsaw ?? {});
    said.length = 0;
    await within.renewLeftBehind();
    expect(said).toEqual(['open deadlines', 'dismiss deadlines', 'open lane-KR-EMB-PL', 'dismiss lane-KR-EMB-PL']);
    expect(within.workers.get('lane-KR-EMB-PL')).not.toBe(warsaw);
    expect(within.workers.get('lane-KR-EMB-TR')).toBe(ankara);
    expect(within.workers.size).toBe(3);
  });
});
