import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfiguredKeyRing } from '@bongsu/platform';
import { addKey, keptPersonalDataKeys } from './personal-data-keys';

describe('the keys of an installation', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'bongsu-test-keys-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const ringOf = (file: string): ConfiguredKeyRing =>
    new ConfiguredKeyRing({
      personalData: { PERSONAL_DATA_KEYS_FILE: file, PERSONAL_DATA_KEYS: undefined, PERSONAL_DATA_INDEX_KEY: undefined },
    });

  it('are made at the first start, for their owner alone, and kept at the second', () => {
    const file = keptPersonalDataKeys(home);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = ringOf(file).indexKey();
    expect(ringOf(keptPersonalDataKeys(home)).indexKey()).toEqual(before);
  });

  it('may become more while everybody works: what is wrapped under the new one opens at once, the old one still does', async () => {
    const file = keptPersonalDataKeys(home);
    const running = ringOf(file);
    const old = await running.wrap(Buffer.alloc(32, 1), 'of one');
    expect(addKey(file)).toBe('k2');
    const young = await ringOf(file).wrap(Buffer.alloc(32, 2), 'of two');
    expect([old.kekId, young.kekId]).toEqual(['k1', 'k2']);
    expect(await running.unwrap(young, 'of two')).toEqual(Buffer.alloc(32, 2));
    expect(await running.unwrap(old, 'of one')).toEqual(Buffer.alloc(32, 1));
    expect(running.currentId()).toBe('k2');
  });
});
