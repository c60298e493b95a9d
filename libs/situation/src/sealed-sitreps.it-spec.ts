import type { IncidentView } from '@bongsu/incidents/contract';
import { Database, actingAs } from '@bongsu/platform';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import type { SitrepView } from './contract';

const ANKARA = 'KR-EMB-TR';
const TABLES = ['situation_sitrep', 'situation_sitrep_end', 'situation_sitrep_number'];

describe('situation reports of a sealed incident', () => {
  let test: SituationApp;
  let opener: string;
  let colleague: string;
  let headquarters: string;

  beforeAll(async () => {
    test = await startSituationApp();
    opener = await test.signIn({ role: 'head-of-mission', missions: [ANKARA] });
    colleague = await test.signIn({ role: 'head-of-mission', missions: [ANKARA] });
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
  });
  afterAll(() => test.close());

  const ask = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const open = (more: object = {}): Promise<IncidentView> =>
    ask(opener, 'POST', '/incidents', {
      title: 'Three engineers taken',
      category: 'abduction',
      urgency: 'U1',
      missionId: ANKARA,
      ...more,
    });
  const statuses = (token: string, id: string): Promise<number[]> =>
    Promise.all(
      [
        ['GET', `/incidents/${id}/sitreps`],
        ['GET', `/incidents/${id}/sitreps/1.html`],
        ['GET', `/incidents/${id}/sitreps/1.pdf`],
        ['POST', `/incidents/${id}/sitreps`],
      ].map(
        async ([method = '', path = '']) =>
          (await test.call(token, method, `/api/v1${path}`, method === 'POST' ? { language: 'en' } : undefined)).status,
      ),
    );

  it('are there for those on its list, in every form; for everybody else there is no such incident, and no row', async () => {
    const { id } = await open({ seal: { ground: 'abduction' } });
    expect(await ask<SitrepView>(opener, 'POST', `/incidents/${id}/sitreps`, { language: 'en' })).toMatchObject({ number: 1 });
    expect(await statuses(opener, id)).toEqual([200, 200, 200, 201]);
    await ask(opener, 'POST', `/incidents/${id}/sitreps/2/withdraw`, { reason: 'Issued twice' });
    for (const outsider of [colleague, headquarters]) expect(await statuses(outsider, id)).toEqual([404, 404, 404, 404]);
    const rows = async (seals: string[]): Promise<number[]> => {
      const person = {
        kind: 'person',
        id: 'somebody',
        grants: [{ role: 'headquarters-watch-officer', missions: '*' }],
        seals,
        correlationId: 'test',
      } as const;
      const found = TABLES.map((table) => actingAs(person, () => test.app.get(Database).query(`SELECT FROM ${table}`)));
      return (await Promise.all(found)).map(({ length }) => length);
    };
    expect(await rows([])).toEqual([0, 0, 0]);
    expect(await rows([id])).toEqual([2, 1, 1]);
  });

  it('of an open one are those of the missions that it concerns, for plain SQL too', async () => {
    const { id } = await open();
    await ask(opener, 'POST', `/incidents/${id}/sitreps`, { language: 'en' });
    const of = async (mission: string): Promise<unknown[]> => {
      const person = {
        kind: 'person',
        id: 'somebody',
        grants: [{ role: 'duty-officer', missions: [mission] }],
        correlationId: 'test',
      } as const;
      return actingAs(person, () => test.app.get(Database).query('SELECT incident_id FROM situation_sitrep'));
    };
    expect(await of(ANKARA)).toEqual([{ incident_id: id }]);
    expect(await of('KR-EMB-JP')).toEqual([]);
  });
});
