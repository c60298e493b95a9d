import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { ConfiguredKeyRing } from './configured-key-ring';
import { BlindIndex } from './blind-index';
import { KeyCache } from './key-cache';
import { type DataKey, dataKeyIdOf, isSealed, openValue, sealValue } from './sealed-value';

const key = (subject = 'one', bytes = randomBytes(32)): DataKey => ({
  id: '018630b0-0000-7000-8000-000000000001',
  subject: { type: 'staff', id: subject },
  bytes,
});
const PLACE = 'resources_staff.passport_no';
const base64 = (): string => randomBytes(32).toString('base64');
const ring = (keys: string, index = base64()): ConfiguredKeyRing =>
  new ConfiguredKeyRing({ personalData: { PERSONAL_DATA_KEYS: keys, PERSONAL_DATA_INDEX_KEY: index, PERSONAL_DATA_KEYS_FILE: undefined } });

describe('an encrypted value', () => {
  it('opens for its place and subject, names its key, and is never twice the same', () => {
    const own = key();
    const [first, second] = [sealValue(own, PLACE, 'M70689098 김'), sealValue(own, PLACE, 'M70689098 김')];
    expect(openValue(own, PLACE, first)).toBe('M70689098 김');
    expect(first).not.toBe(second);
    expect(isSealed(first)).toBe(true);
    expect(dataKeyIdOf(PLACE, first)).toBe(own.id);
    expect(openValue(own, PLACE, sealValue(own, PLACE, ''))).toBe('');
  });

  it.each([
    ['another column', (own: DataKey) => [own, 'resources_staff.phone'] as const],
    ['another table', (own: DataKey) => [own, 'incidents_report.passport_no'] as const],
    ['another subject', (own: DataKey) => [{ ...own, subject: { type: 'staff', id: 'two' } }, PLACE] as const],
    ['the same id of another kind', (own: DataKey) => [{ ...own, subject: { type: 'report', id: 'one' } }, PLACE] as const],
    ['another key', (own: DataKey) => [{ ...own, bytes: randomBytes(32) }, PLACE] as const],
  ])('does not open for %s, and the fault says nothing of it', (_, other) => {
    const own = key();
    const sealed = sealValue(own, PLACE, 'M70689098');
    const [wrong, place] = other(own);
    const fault = faultOf(() => openValue(wrong, place, sealed));
    expect(fault).toMatchObject({ code: 'personal-data.value-altered', status: 503 });
    expect(inspect(fault)).not.toMatch(/M7068|bs1\./);
  });

  it('does not open with one bit altered, wherever it is', () => {
    const own = key();
    const sealed = sealValue(own, PLACE, 'M70689098');
    for (const part of [2, 3, 4]) {
      const parts = sealed.split('.');
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      parts[part] = bytes.toString('base64url');
      expect(faultOf(() => openValue(own, PLACE, parts.join('.')))).toMatchObject({ code: 'personal-data.value-altered' });
    }
  });

  it('is told from clear text', () => {
    expect(faultOf(() => dataKeyIdOf(PLACE, 'M70689098'))).toMatchObject({ code: 'personal-data.value-not-sealed' });
  });
});

describe('the key ring', () => {
  const dataKey = randomBytes(32);

  it('wraps with the first key and opens with every one', async () => {
    const [old, young] = [`k1:${base64()}`, `k2:${base64()}`];
    const wrapped = await ring(old).wrap(dataKey, 'data key 1');
    const both = ring(`${young},${old}`);
    expect(await both.unwrap(wrapped, 'data key 1')).toEqual(dataKey);
    expect((await both.wrap(dataKey, 'x')).kekId).toBe('k2');
    expect(both.ids()).toEqual(['k2', 'k1']);
  });

  it('says which key is missing and which is wrong, and opens nothing', async () => {
    const wrapped = await ring(`k1:${base64()}`).wrap(dataKey, 'data key 1');
    await expect(ring(`k2:${base64()}`).unwrap(wrapped, 'data key 1')).rejects.toMatchObject({ code: 'personal-data.key-unknown' });
    await expect(ring(`k1:${base64()}`).unwrap(wrapped, 'data key 1')).rejects.toMatchObject({ code: 'personal-data.key-does-not-fit' });
  });

  it('does not open a data key for another one’s row', async () => {
    const own = ring(`k1:${base64()}`);
    await expect(own.unwrap(await own.wrap(dataKey, 'data key 1'), 'data key 2')).rejects.toMatchObject({
      code: 'personal-data.key-does-not-fit',
    });
  });

  it('asks for keys only when they are needed, and then says how to give them', () => {
    const none = new ConfiguredKeyRing({
      personalData: { PERSONAL_DATA_KEYS: undefined, PERSONAL_DATA_INDEX_KEY: undefined, PERSONAL_DATA_KEYS_FILE: undefined },
    });
    expect(faultOf(() => none.currentId())).toMatchObject({
      code: 'personal-data.no-keys',
      remedy: expect.stringContaining('bongsu keys') as string,
    });
  });
});

describe('a blind index', () => {
  it('knows a value in every spelling, in its own place, under its own key', () => {
    const index = base64();
    const [own, other] = [new BlindIndex(ring('k1:' + base64(), index)), new BlindIndex(ring('k1:' + base64()))];
    const of = own.of(PLACE, 'document-number', 'M70689098');
    expect(own.of(PLACE, 'document-number', ' m7068-9098 ')).toEqual(of);
    expect(own.of('elsewhere', 'document-number', 'M70689098')).not.toEqual(of);
    expect(other.of(PLACE, 'document-number', 'M70689098')).not.toEqual(of);
    expect(own.of('a', 'e-mail', 'Ａnna@Example.org')).toEqual(own.of('a', 'e-mail', 'anna@example.org '));
  });
});

describe('keys in memory', () => {
  it('are kept for a time, and not more than so many', () => {
    let now = 0;
    const cache = new KeyCache(100, 2, () => now);
    const ids = ['a', 'b', 'c'];
    for (const id of ids) cache.put({ ...key(), id });
    expect(ids.map((id) => cache.get(id)?.id)).toEqual([undefined, 'b', 'c']);
    now = 101;
    expect(cache.get('b')).toBeNull();
    expect(cache.size).toBe(1);
  });
});

function faultOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
}
