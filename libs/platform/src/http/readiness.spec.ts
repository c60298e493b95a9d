import type { Database } from '../database/database';
import type { QueueBackend } from '../jobs/queue-backend';
import { type Part, Readiness } from './readiness';

const database = { query: () => Promise.resolve([]) } as unknown as Database;
const queuesThatAre = (how: 'ok' | 'evicting' | 'away'): QueueBackend =>
  ({ check: () => (how === 'away' ? Promise.reject(new Error('away')) : Promise.resolve(how)) }) as unknown as QueueBackend;
const asked = async (how: 'ok' | 'evicting' | 'away', essential: readonly Part[]) =>
  (await new Readiness(database, queuesThatAre(how), essential).ask()).status;

describe('readiness', () => {
  it.each([
    ['ok', 'ready', 'ready'],
    ['away', 'degraded', 'unavailable'],
    ['evicting', 'degraded', 'unavailable'],
  ] as const)('queues %s: the api is %s, a worker %s', async (how, api, worker) => {
    expect(await asked(how, ['database'])).toBe(api);
    expect(await asked(how, ['database', 'queues'])).toBe(worker);
  });
});
