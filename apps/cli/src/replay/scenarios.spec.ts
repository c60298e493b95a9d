import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenario, parseScenario, scenariosFolder, shippedScenarios } from './scenario-file';
import { scenarioJsonSchema } from './scenario-json-schema';
import type { FactOf } from './scenario';
import { schedule } from './schedule';

const minutes = (ms: number): number => ms / 60_000;
const reports = (name: string): FactOf<'file-report'>[] =>
  loadScenario(name).scenario.facts.filter((fact): fact is FactOf<'file-report'> => fact.act === 'file-report');

describe('the shipped scenarios', () => {
  it('are the Türkiye earthquake and Ukraine', () => {
    expect(shippedScenarios()).toEqual(['turkiye-2023', 'ukraine-2022']);
  });

  it.each(shippedScenarios())('%s fits its schema, refers only to what was made, and is called as its file', (name) => {
    expect(loadScenario(name).scenario.id).toBe(name);
  });

  it.each(shippedScenarios())('%s takes two to four minutes at six hundred times the speed of life', (name) => {
    const { lengthMs } = schedule(loadScenario(name).scenario, 600);
    expect(minutes(lengthMs)).toBeGreaterThan(2);
    expect(minutes(lengthMs)).toBeLessThanOrEqual(4);
  });

  it.each(shippedScenarios())('%s brings the files that it names', (name) => {
    const { scenario, folder } = loadScenario(name);
    for (const fact of scenario.facts) if (fact.act === 'submit-feed') expect(existsSync(join(folder, fact.file))).toBe(true);
  });

  it.each(shippedScenarios())('%s calls everything about hubs an assumption', (name) => {
    const ofHubs = loadScenario(name).scenario.facts.filter(
      ({ act, actor }) => act === 'answer-offers' || act === 'move-staff' || act === 'move-supplies' || actor === 'hubs',
    );
    expect(ofHubs.length).toBeGreaterThan(0);
    expect(ofHubs.filter(({ source }) => source !== 'assumption')).toEqual([]);
  });

  it('have their JSON schema beside them, up to date', () => {
    expect(readFileSync(join(scenariosFolder(), 'scenario.schema.json'), 'utf8')).toBe(scenarioJsonSchema());
  });
});

describe('Ukraine 2022', () => {
  const counts = reports('ukraine-2022').filter(({ name }) => name?.startsWith('count-'));

  it('counts heads as published, each with its source', () => {
    expect(counts.map(({ report }) => report.nationals?.best)).toEqual([565, 441, 341, 281, 153, 68, 57, 46, 48, 45, 40, 42]);
    expect(counts.filter(({ source }) => source === 'assumption')).toEqual([]);
  });

  it('corrects two counts upwards', () => {
    const corrections = counts.filter(({ corrects }) => corrects !== undefined);
    expect(corrections.map(({ name, corrects }) => [corrects, name])).toEqual([
      ['count-46', 'count-48'],
      ['count-40', 'count-42'],
    ]);
  });

  it('counts those who stay apart from those who leave', () => {
    const staying = reports('ukraine-2022').filter(({ name }) => name?.startsWith('stay-'));
    expect(staying.map(({ report }) => report.nationals?.best)).toEqual([25, 28, 26]);
  });
});

describe('Türkiye 2023', () => {
  it('corrects one traveller out of contact to two, and the relief team from 110 to 118', () => {
    const corrections = reports('turkiye-2023').filter(({ corrects }) => corrects !== undefined);
    expect(corrections.map(({ corrects, report }) => [corrects, report.nationals?.best ?? report.summary.match(/\d{3}/)?.[0]])).toEqual([
      ['out-of-contact', 2],
      ['relief-team', '118'],
    ]);
  });
});

describe('a scenario that contradicts itself', () => {
  const fact = { source: 'assumption', says: 'something happens', actor: 'hq-watch-1' };
  const written = (facts: object[]): string =>
    JSON.stringify({
      id: 'a-test',
      title: { ko: '시험', en: 'test' },
      about: { ko: '시험', en: 'test' },
      zone: 'Asia/Seoul',
      startAt: '2023-01-01T00:00:00Z',
      facts,
    });

  it('is refused when a fact refers to what no earlier fact made', () => {
    const json = written([{ ...fact, at: '2023-01-01T01:00:00Z', act: 'acknowledge', incident: 'nothing' }]);
    expect(() => parseScenario(json, 'a-test')).toThrow(/fact 1 .* refers to incident "nothing"/);
  });

  it('is refused when its facts are out of order', () => {
    const json = written([
      {
        ...fact,
        at: '2022-12-31T23:00:00Z',
        act: 'change-mission-status',
        mission: 'KR-EMB-TR',
        change: { act: 'restrict', reason: 'armed-conflict' },
      },
    ]);
    expect(() => parseScenario(json, 'a-test')).toThrow(/lies before the one that precedes it/);
  });

  it('is refused with the place of what does not fit', () => {
    const json = written([{ ...fact, at: '2023-01-01T01:00:00Z', act: 'acknowledge' }]);
    expect(() => parseScenario(json, 'a-test')).toThrow(/facts\[0\]\.incident/);
  });
});

describe('the clock of a replay', () => {
  const facts = ['2023-01-01T01:00:00Z', '2023-01-02T01:00:00Z'].map((at) => ({ at })) as never;

  it('runs as many times faster as asked', () => {
    expect(schedule({ startAt: '2023-01-01T00:00:00Z', facts }, 3_600).dueMs).toEqual([1_000, 25_000]);
  });

  it('leaps over quiet stretches', () => {
    expect(schedule({ startAt: '2023-01-01T00:00:00Z', longestQuietHours: 2, facts }, 3_600).dueMs).toEqual([1_000, 3_000]);
  });

  it('waits for nothing at full speed', () => {
    expect(schedule({ startAt: '2023-01-01T00:00:00Z', facts }, 'max')).toEqual({ dueMs: [0, 0], lengthMs: 0 });
  });
});
