import { readOptions } from './options';
import { tellSeed } from './seed';

const SEEDS = 150;

describe('the house under schedules of crash, delay, duplicate, reorder and clock jump', () => {
  it('keeps every invariant', async () => {
    const failed: string[] = [];
    let acknowledged = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { wrong, counts } = await tellSeed(seed);
      acknowledged += counts.acknowledged;
      if (wrong.length > 0) failed.push(`npm run simulate -- --seed ${seed}: ${wrong.join('; ')}`);
    }
    expect(failed).toEqual([]);
    expect(acknowledged).toBeGreaterThan(SEEDS);
  }, 120_000);

  it('tells one seed the same way each time, whatever was told before', async () => {
    const first = await tellSeed(7, { tells: true });
    await tellSeed(8);
    const again = await tellSeed(7, { tells: true });
    expect(first.story.length).toBeGreaterThan(20);
    expect(again).toEqual(first);
  });

  it('tells another seed another way', async () => {
    const [one, other] = [await tellSeed(7, { tells: true }), await tellSeed(8, { tells: true })];
    expect(one.story).not.toEqual(other.story);
  });
});

describe('the command line', () => {
  it('takes a number of seeds, one seed, and what to do without', () => {
    expect(readOptions(['--seeds', '10000'])).toMatchObject({ seeds: 10_000, from: 1, seed: null, without: [] });
    expect(readOptions(['--seed', '58', '--without', 'dedup-row,reconciler'])).toMatchObject({
      seed: 58,
      without: ['dedup-row', 'reconciler'],
    });
  });

  it.each([[['--seeds', 'many']], [['--without', 'luck']], [['--sedes', '1']]])('refuses %j', (words) => {
    expect(() => readOptions(words)).toThrow();
  });
});
