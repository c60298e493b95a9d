import type { Chapter, Figure } from './figure';
import type { Ground } from './ground/ground';
import { Stopped, measureAll } from './measure-all';

const figure: Figure = { name: 'a  figure', value: 1, floor: null, unit: '', aim: null };
const chapter = (letter: string, measure: Chapter['measure']): Chapter => ({ letter, title: `chapter ${letter}`, measure });
const never = new Promise<never>(() => undefined);

describe('measuring one chapter after the other', () => {
  let swept = 0;
  let told: string[] = [];
  const ground = { sweep: () => Promise.resolve(void (swept += 1)) } as unknown as Ground;
  const run = (chapters: Chapter[], interrupted: Promise<never> = never) =>
    measureAll(chapters, ground, interrupted, (line) => told.push(line));
  const fine = chapter('c', () => Promise.resolve([figure]));
  const broken = chapter('b', () => Promise.reject(new Error('the api did not become ready')));

  beforeEach(() => {
    swept = 0;
    told = [];
  });

  it('names the one that fails, goes on with the next, and leaves nothing of either running', async () => {
    const { measured, failed } = await run([broken, fine]);
    expect(measured.map(({ chapter: { letter } }) => letter)).toEqual(['c']);
    expect(failed).toEqual(['b']);
    expect(told.join('\n')).toMatch(/b {2}FAILED: Error: the api did not become ready[^]*Not measured: b;/);
    expect(swept).toBe(2);
  });

  it('measures no further when it is told to stop', async () => {
    const interrupted = Promise.reject(new Stopped('Stopped.'));
    await expect(run([chapter('a', () => never), fine], interrupted)).rejects.toThrow('Stopped.');
    expect(told).not.toContain('c  chapter c');
  });
});
