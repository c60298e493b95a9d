import type { Database } from '../database/database';
import { WalArchive } from './wal-archive';

describe('how the archive of WAL stands', () => {
  const told = (query: () => Promise<unknown[]>): WalArchive => new WalArchive({ query } as unknown as Database);
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is unknown when the database does not answer in time, or with a fault', async () => {
    const asked = told(() => new Promise(() => undefined)).state();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await asked).toBe('unknown');
    expect(await told(() => Promise.reject(new Error('away'))).state()).toBe('unknown');
  });

  it('is asked for without leaving a clock running', async () => {
    expect(await told(() => Promise.resolve([])).state()).toBe('off');
    expect(jest.getTimerCount()).toBe(0);
  });
});
