import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { IncidentsModule, incidentsEntities } from '@bongsu/incidents';
import { type Clock, type Instant, type Refusal, type Result, Sensitive, newId, ok, systemClock } from '@bongsu/kernel';
import { MissionsModule, missionsEntities } from '@bongsu/missions';
import {
  type Actor,
  CLOCK,
  Database,
  PersonalData,
  PlatformModule,
  type Sealer,
  SequencerModule,
  type Tx,
  UnitOfWork,
  systemActor,
} from '@bongsu/platform';
import { ResourcesModule, resourcesEntities, staffData } from '@bongsu/resources';
import { type FreshDatabase, freshDatabase } from './fresh-database';
import { testSettings } from './settings';

/** Platform, staff and reports on a database of their own, with a clock that the spec sets and keys that it names. */
export interface PrivacyWorld {
  readonly app: INestApplicationContext;
  readonly database: FreshDatabase;
  readonly clock: { at: Instant };
  get<T>(type: abstract new (...parameters: never[]) => T): T;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** As the owner of the tables, who may do everything. */
  asOwner<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Members of staff with these names; answers their ids. */
  staff(...names: string[]): Promise<string[]>;
  close(): Promise<void>;
}

/** A head of mission who asks from an office in Ankara. */
export const head: Actor = {
  kind: 'person',
  id: 'head-of-ankara',
  grants: [{ role: 'head-of-mission', missions: ['KR-EMB-TR'] }],
  correlationId: 'test-correlation',
  from: { address: '198.51.100.7', device: 'a browser' },
};

export const house = systemActor('test', 'test');

export function unwrapped<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
}

/** `database`: one that is there already, for a second process beside the first or with other keys. */
export async function privacyWorld(overrides: Record<string, string> = {}, of: { database?: FreshDatabase } = {}): Promise<PrivacyWorld> {
  const database = of.database ?? (await freshDatabase());
  const settings = testSettings({ DATABASE_URL: database.url, ...overrides });
  const entities = [...(missionsEntities as []), ...(resourcesEntities as []), ...(incidentsEntities as [])];
  const clock = { at: systemClock.now() };
  const platform = PlatformModule.forProcess({ settings, entities, name: 'test' });
  const own = { provide: CLOCK, useValue: { now: () => clock.at } satisfies Clock };
  @Module({
    imports: [
      { ...platform, providers: [...(platform.providers ?? []), own] },
      SequencerModule,
      MissionsModule,
      ResourcesModule,
      IncidentsModule,
    ],
  })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  const get: PrivacyWorld['get'] = (type) => app.get(type, { strict: false });
  const within: PrivacyWorld['within'] = async (work) => unwrapped(await get(UnitOfWork).run(head, async (tx) => ok(await work(tx))));
  let people = 0;
  return {
    app,
    database,
    clock,
    get,
    within,
    query: (sql, parameters = []) => get(Database).query(sql, parameters),
    async asOwner(sql, parameters = []) {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query(sql, parameters)).rows as never;
      } finally {
        await client.end();
      }
    },
    async staff(...names) {
      const ids = names.map(() => newId());
      await within(async (tx) => {
        const sealers: Sealer<never>[] = await get(PersonalData).forAllNew(tx, staffData, ids);
        for (const [at, id] of ids.entries()) {
          const name = sealers[at]?.seal('displayName', Sensitive.of(names[at] ?? ''));
          tx.write(
            `INSERT INTO resources_staff (id, staff_no, display_name, mission_id, grade, skills, languages, visas, state, synthetic, version)
             VALUES ($1, $2, $3, 'KR-EMB-TR', 'consul', '{consular}', '[]', '[]', 'available', true, 1)`,
            [id, `T-${String(++people).padStart(5, '0')}`, name],
          );
        }
      });
      return ids;
    },
    async close() {
      await app.close();
      if (of.database === undefined) await database.drop();
    },
  };
}
