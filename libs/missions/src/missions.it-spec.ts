import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessHttpModule, PutAccount, type Role, accessEntities } from '@bongsu/access';
import { type Entry, ok } from '@bongsu/kernel';
import {
  createHttpApp,
  createLogger,
  Database,
  JournalReader,
  PinoLogger,
  PlatformHttpModule,
  PlatformModule,
  SequencerModule,
  UnitOfWork,
  systemActor,
} from '@bongsu/platform';
import type { Page, Problem } from '@bongsu/platform/contract';
import { eventually } from '../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { testSettings } from '../../../test/harness/settings';
import {
  type CompetentMission,
  type Country,
  type Mission,
  MissionStatusChanged,
  type MissionTravel,
  competentMissionSchema,
  countrySchema,
  missionPageSchema,
  missionSchema,
  missionTravelSchema,
} from './contract';
import { MissionDirectory, MissionsHttpModule, missionsEntities, seedMissions } from './index';

const referenceFolder = join(__dirname, '../../../data/reference');
const actor = systemActor('test', 'correlation-missions');

describe('the mission network on a real database', () => {
  let database: FreshDatabase;
  let app: NestFastifyApplication;
  let headquarters: Record<string, string>;
  let kyivHead: Record<string, string>;

  const seed = () => app.get(UnitOfWork).run(actor, async (tx) => ok(await seedMissions(tx, referenceFolder)));
  const directory = () => app.get(MissionDirectory);

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, entities: [...accessEntities, ...missionsEntities], name: 'test' }),
        SequencerModule,
        PlatformHttpModule,
        AccessHttpModule,
        MissionsHttpModule,
      ],
    })
    class TestModule {}
    app = await createHttpApp(TestModule, settings, new PinoLogger(createLogger(settings.telemetry, 'test')));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    headquarters = await signedIn('watch@example.org', 'headquarters-watch-officer', '*');
    kyivHead = await signedIn('head@example.org', 'head-of-mission', ['KR-EMB-UA']);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const inject = (method: 'GET' | 'POST', url: string, headers: Record<string, string>, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { payload: body } : {}) });
  const get = async <T>(url: string): Promise<T> => {
    const answer = await inject('GET', url, headquarters);
    expect({ url, status: answer.statusCode }).toEqual({ url, status: 200 });
    return answer.json<T>();
  };
  const problem = async (status: number, url: string): Promise<Problem> => {
    const answer = await inject('GET', url, headquarters);
    expect({ url, status: answer.statusCode }).toEqual({ url, status });
    return answer.json<Problem>();
  };

  async function signedIn(email: string, role: Role, missions: '*' | string[]): Promise<Record<string, string>> {
    const password = 'long enough for a test';
    await app.get(PutAccount).execute({ email, displayName: role, password, grants: [{ role, missions }] }, actor);
    const answer = await inject('POST', '/sessions', {}, { email, password });
    return { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
  }

  it('is empty before it is seeded, and answers all the same', async () => {
    expect(await get<Page<Mission>>('/missions')).toEqual({ items: [], nextCursor: null });
    expect(await get<CompetentMission>('/missions/competent?lat=36.2&lng=36.16')).toMatchObject({
      missionId: null,
      basis: 'none',
      countryIso2: 'TR',
    });
  });

  it('is seeded from the reference files, and a running process notices by itself', async () => {
    expect(await seed()).toEqual({ ok: true, value: { missions: 200, changed: 200, countries: 247, hubs: 16 } });
    await eventually('the directory has reloaded', () => directory().list().length === 200);
  });

  it('changes nothing when it is seeded again', async () => {
    expect(await seed()).toMatchObject({ ok: true, value: { changed: 0 } });
    expect(directory().get('KR-EMB-TR')?.version).toBe(1);
  });

  describe('GET /missions', () => {
    it('gives all missions over pages, each once, in the shape of the contract', async () => {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<Mission> = await get(`/missions?limit=90${cursor === '' ? '' : `&cursor=${cursor}`}`);
        missionPageSchema.parse(page);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(ids).toHaveLength(200);
      expect(new Set(ids).size).toBe(200);
    });

    it('filters by hub, country served, status and text in either language', async () => {
      const ids = async (query: string) => (await get<Page<Mission>>(`/missions?limit=200&${query}`)).items.map(({ id }) => id);
      expect(await ids('hub=KR-EMB-KZ')).toEqual(['KR-EMB-KZ']);
      expect(await ids('country=TR')).toEqual(['KR-CG-TR-ISTANBUL', 'KR-EMB-TR']);
      expect(await ids('country=GU')).toEqual(['KR-CO-US-HAGATNA']);
      expect(await ids('status=relocated')).toEqual(['KR-EMB-AF', 'KR-EMB-LY', 'KR-EMB-SD', 'KR-EMB-YE']);
      expect(await ids('text=montreal')).toEqual(['KR-CG-CA-MONTREAL']);
      expect(await ids(`text=${encodeURIComponent('이스탄불')}`)).toEqual(['KR-CG-TR-ISTANBUL']);
      expect(await ids('country=TR&status=planned')).toEqual([]);
    });

    it('gives one mission with its hubs, its airport, what it serves and its ETag', async () => {
      const answer = await inject('GET', '/missions/KR-EMB-TR', headquarters);
      expect(answer.headers.etag).toBe('"1"');
      expect(missionSchema.parse(answer.json())).toMatchObject({
        nameKo: '주튀르키예 대한민국 대사관',
        timezone: 'Europe/Istanbul',
        airport: { iata: 'ESB', size: 'large' },
        isHub: false,
        primaryHubId: 'KR-EMB-PL',
        alternateHubId: 'KR-EMB-SA',
        hubsIllustrative: true,
        countriesServed: ['TR'],
      });
    });
  });

  describe('GET /missions/competent', () => {
    const competent = async (lat: number, lng: number) =>
      competentMissionSchema.parse(await get(`/missions/competent?lat=${lat}&lng=${lng}`));

    it.each([
      ['Antakya', 36.2, 36.16, { missionId: 'KR-EMB-TR', basis: 'nearest-in-country', estimate: true }],
      ['Kyiv', 50.45, 30.52, { missionId: 'KR-EMB-UA', basis: 'resident', estimate: false, caveat: null }],
      ['Simferopol', 44.95, 34.1, { missionId: 'KR-EMB-UA', estimate: true, caveatCodes: ['special-area'] }],
      ['Taipei', 25.03, 121.56, { missionId: 'KR-RO-TW', basis: 'resident' }],
      ['Hong Kong', 22.28, 114.16, { missionId: 'KR-CG-HK-HONGKONG', basis: 'resident' }],
      ['Macao', 22.19, 113.545, { missionId: 'KR-CG-HK-HONGKONG', basis: 'concurrent' }],
      ['Honolulu', 21.3, -157.86, { missionId: 'KR-CG-US-HONOLULU', basis: 'nearest-in-country' }],
      ['Guam', 13.47, 144.75, { missionId: 'KR-CO-US-HAGATNA', basis: 'resident', countryIso2: 'GU' }],
      ['Yerevan', 40.18, 44.51, { missionId: 'KR-EMB-RU', basis: 'concurrent', caveatCodes: ['listed-about-2020'] }],
      [
        'Kabul',
        34.53,
        69.17,
        { missionId: 'KR-EMB-AF', relocated: { note: 'operates from Doha, Qatar since Aug 2021', statusAsOf: '2021-08' } },
      ],
      ['Vanua Levu, at the antimeridian', -16.8, -179.95, { missionId: 'KR-EMB-FJ', countryIso2: 'FJ' }],
      ['Rome', 41.89, 12.49, { missionId: 'KR-EMB-IT', countryIso2: 'IT' }],
      ['Seoul', 37.57, 126.98, { missionId: null, basis: 'none', countryIso2: 'KR', caveatCodes: ['home-territory'], candidates: [] }],
      ['Pyongyang', 39.03, 125.75, { missionId: null, basis: 'none', countryIso2: 'KP' }],
      ['the South Pole', -90, 0, { missionId: null, basis: 'none', countryIso2: 'AQ' }],
    ])('%s', async (_, lat, lng, expected) => {
      expect(await competent(lat, lng)).toMatchObject(expected);
    });

    it('in the Gulf of Guinea there is none, and five near ones are offered', async () => {
      const answer = await competent(0, 0);
      expect(answer).toMatchObject({ missionId: null, basis: 'none', countryIso2: null, caveatCodes: ['at-sea'] });
      expect(answer.candidates).toHaveLength(5);
      expect(answer.candidates[0]?.missionId).toBe('KR-EMB-GH');
    });

    it.each([
      'lat=91&lng=0',
      'lat=-90.1&lng=0',
      'lat=0&lng=180.5',
      'lat=x&lng=1',
      'lat=&lng=1',
      'lat=1',
      'lat=1&lng=1&lat=2',
      'lat=1&lng=1&radius=3',
      'lat=NaN&lng=1',
      'lat=1e9&lng=1',
      'lat=%00&lng=1',
    ])('refuses ?%s', async (query) => {
      const { code, errors } = await problem(400, `/missions/competent?${query}`);
      expect(code).toBe('platform.invalid-request');
      expect(errors?.[0]).toMatchObject({ field: expect.stringMatching(/lat|lng|radius/), remedy: expect.any(String) });
    });
  });

  it('GET /missions/:id/travel gives the hours from every hub, and says that it is a model and the hubs examples', async () => {
    const travel = missionTravelSchema.parse(await get<MissionTravel>('/missions/KR-EMB-TR/travel'));
    expect(travel).toMatchObject({ primaryHubId: 'KR-EMB-PL', alternateHubId: 'KR-EMB-SA', basis: 'listed', hubsIllustrative: true });
    expect(travel.legs).toHaveLength(16);
    expect(travel.legs.slice(0, 2).map(({ fromMissionId, hours }) => [fromMissionId, hours])).toEqual([
      ['KR-EMB-PL', 8.1],
      ['KR-EMB-SA', 8.7],
    ]);
  });

  it('GET /countries names every country in both languages', async () => {
    const { items } = await get<Page<Country>>('/countries');
    expect(items).toHaveLength(250);
    for (const country of items) countrySchema.parse(country);
    expect(items.find(({ iso2 }) => iso2 === 'TR')).toMatchObject({
      nameEn: 'Türkiye',
      nameKo: '튀르키예',
      missionId: 'KR-EMB-TR',
      basis: 'resident',
    });
    expect(items.find(({ iso2 }) => iso2 === 'KR')).toMatchObject({ nameKo: '대한민국', missionId: null });
  });

  it.each([
    [404, '/missions/KR-EMB-ZZ', 'missions.unknown-mission'],
    [404, '/missions/KR-EMB-ZZ/travel', 'missions.unknown-mission'],
    [404, '/missions?hub=KR-EMB-ZZ', 'missions.unknown-mission'],
    [400, '/missions/ankara', 'platform.invalid-request'],
    [400, '/missions/KR-EMB-TR%00', 'platform.invalid-request'],
    [400, '/missions?country=Turkey', 'platform.invalid-request'],
    [400, '/missions?status=closed', 'platform.invalid-request'],
    [400, '/missions?limit=0', 'platform.invalid-request'],
    [400, '/missions?colour=red', 'platform.invalid-request'],
    [422, '/missions?cursor=bm90IGEgY3Vyc29y', 'platform.invalid-cursor'],
  ])('answers %d to GET %s', async (status, url, code) => {
    expect(await problem(status, url)).toMatchObject({ code, remedy: expect.any(String) });
  });

  it('asks callers to sign in', async () => {
    expect((await inject('GET', '/missions', {})).statusCode).toBe(401);
  });

  describe('POST /missions/:id/change-status', () => {
    const relocate = { act: 'relocate', reason: 'armed-conflict', note: 'works from Chernivtsi', asOf: '2022-03-02T10:30:00+02:00' };
    const change = (id: string, body: object, headers: Record<string, string>) =>
      inject('POST', `/missions/${id}/change-status`, headers, body);
    const entries = async (): Promise<Entry[]> =>
      (await app.get(JournalReader).visible(0, 1_000)).filter((entry) => entry.kind === MissionStatusChanged.kind);

    it.each([
      ['an act that is none', { act: 'close', reason: 'armed-conflict' }, 400],
      ['no reason', { act: 'relocate' }, 400],
      ['a reason in free text', { act: 'relocate', reason: 'because of the war' }, 400],
      ['unknown fields', { ...relocate, city: 'Lviv' }, 400],
      ['a NUL in the note', { ...relocate, note: 'a\u0000b' }, 400],
      ['a move without a place', { act: 'relocate', reason: 'armed-conflict' }, 422],
      ['a time that has not come', { ...relocate, asOf: '2999-01-01T00:00:00Z' }, 422],
      ['an act that the status does not permit', { act: 'reopen', reason: 'conditions-improved' }, 409],
    ])('refuses %s and writes nothing', async (_, body, status) => {
      const answer = await change('KR-EMB-UA', body, kyivHead);
      expect(answer.statusCode).toBe(status);
      expect(answer.json<Problem>().remedy).not.toBe('');
      expect(directory().get('KR-EMB-UA')).toMatchObject({ status: 'open', version: 1 });
    });

    it('refuses an unknown mission, and the head of another one', async () => {
      expect((await change('KR-EMB-ZZ', relocate, headquarters)).statusCode).toBe(404);
      const other = await change('KR-EMB-PL', relocate, kyivHead);
      expect([other.statusCode, other.json<Problem>().code]).toEqual([403, 'access.forbidden']);
    });

    it('refuses whoever has not seen the latest version', async () => {
      const answer = await change('KR-EMB-UA', relocate, { ...kyivHead, 'if-match': '"7"' });
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([412, 'missions.stale-mission']);
    });

    it('moves the mission: the answer, the directory and jurisdiction say so at once, and the journal tells everyone', async () => {
      const answer = await change('KR-EMB-UA', relocate, { ...kyivHead, 'if-match': '"1"', 'idempotency-key': 'move-1' });
      expect(answer.statusCode).toBe(200);
      expect(missionSchema.parse(answer.json())).toMatchObject({
        status: 'relocated',
        statusAsOf: '2022-03-02T08:30:00.000Z',
        note: 'works from Chernivtsi',
        version: 2,
      });
      expect(answer.headers.etag).toBe('"2"');
      expect(directory().competent({ lat: 50.45, lng: 30.52 })).toMatchObject({
        missionId: 'KR-EMB-UA',
        relocated: { note: 'works from Chernivtsi' },
      });
      await eventually('the entry has its position', async () => (await entries()).length > 0);
      expect((await entries()).map(({ audience, body }) => ({ audience, body }))).toEqual([
        {
          audience: ['*'],
          body: { missionId: 'KR-EMB-UA', from: 'open', to: 'relocated', reason: 'armed-conflict', asOf: '2022-03-02T08:30:00.000Z' },
        },
      ]);
    });

    it('answers a repeated request with the same answer and does nothing twice', async () => {
      const again = await change('KR-EMB-UA', relocate, { ...kyivHead, 'if-match': '"1"', 'idempotency-key': 'move-1' });
      expect([again.statusCode, again.json<Mission>().version]).toEqual([200, 2]);
      expect(await entries()).toHaveLength(1);
    });

    it('keeps what a person decided when the network is seeded again', async () => {
      await seed();
      await directory().refresh();
      expect(directory().get('KR-EMB-UA')).toMatchObject({ status: 'relocated', note: 'works from Chernivtsi' });
    });

    it('lets exactly one of two who act on the same version win', async () => {
      const body = { act: 'suspend', reason: 'armed-conflict' };
      const answers = await Promise.all([1, 2, 3, 4].map(() => change('KR-EMB-PL', body, { ...headquarters, 'if-match': '"1"' })));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412, 412]);
    });

    it('a process that did not make the change reloads it from the database', async () => {
      await app.get(Database).query(`UPDATE missions_mission SET status = 'restricted', version = version + 1 WHERE id = 'KR-EMB-JP'`);
      await eventually('the directory follows', () => directory().get('KR-EMB-JP')?.status === 'restricted');
    });
  });
});
