import type { Database } from '../database/database';
import type { WritesRow } from '../database/takes-writes';
import type { QueueBackend } from '../jobs/queue-backend';
import { type Part, Readiness } from './readiness';

const databaseThat = (refuses: WritesRow['refuses']): Database => ({ query: () => Promise.resolve([{ refuses }]) }) as unknown as Database;
const queuesThatAre = (how: 'ok' | 'evicting' | 'away'): QueueBackend =>
  ({ check: () => (how === 'away' ? Promise.reject(new Error('away')) : Promise.resolve(how)) }) as unknown as QueueBackend;
const asked = async (how: 'ok' | 'evicting' | 'away', essential: readonly Part[]) =>
  (await new Readiness(databaseThat(null), queuesThatAre(how), essential).ask()).status;

describe('readiness', () => {
  it.each([
    ['ok', 'ready', 'ready'],
    ['away', 'degraded', 'unavailable'],
    ['evicting', 'degraded', 'unavailable'],
  ] as const)('queues %s: the api is %s, a worker %s', async (how, api, worker) => {
    expect(await asked(how, ['database'])).toBe(api);
    expect(await asked(how, ['database', 'queues'])).toBe(worker);
  });

  it('is told after two seconds at most, and leaves nothing behind when it is told at once', async () => {
    jest.useFakeTimers();
    try {
      expect(await asked('ok', ['database'])).toBe('ready');
      expect(jest.getTimerCount()).toBe(0);
      const silent = { query: () => new Promise(() => undefined) } as unknown as Database;
      const answer = new Readiness(silent, queuesThatAre('ok'), ['database']).ask();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await answer).toMatchObject({ status: 'unavailable', parts: { database: 'no answer in time', queues: 'ok' } });
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['standby', 'the database is a standby and takes no writes: DATABASE_URL must lead to the primary'],
    ['read-only', 'the database was made read-only and takes no writes: DATABASE_URL must lead to the primary'],
  ] as const)('a database that is %s is none, and that is said in a sentence', async (refuses, sentence) => {
    const answer = await new Readiness(databaseThat(refuses), queuesThatAre('ok'), ['database']).ask();
    expect(answer).toMatchObject({ status: 'unavailable', parts: { database: sentence } });
  });
});
