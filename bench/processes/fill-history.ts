import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { incidentsEntities } from '@bongsu/incidents';
import { Sensitive, ok } from '@bongsu/kernel';
import { PersonalData, PlatformModule, SequencerModule, UnitOfWork, settingsFromEnvironment, systemActor } from '@bongsu/platform';
import { Client } from 'pg';
import { reportData } from '../../libs/incidents/src/storage/personal-data';
import type { Filled } from '../ground/histories';
import { answerParent } from './answer-parent';
import { ENTRIES, GO_ON, INCIDENTS, MORE_OF_THE_NEWEST, REPORTS, REPORT_IDS } from './history-rows';
import { reportBodies } from './report-bodies';

interface World {
  readonly url: string;
  readonly cursorKey: string;
  readonly incidents: number;
}

const AT_ONCE = 1_000;
const actor = systemActor('bench', 'bench-history');
const said = reportBodies(64).map((body) => JSON.parse(body) as { summary: string; details: string });

/**
 * Writes a past into a fresh world: rows as the product would have left them, what was said in reports encrypted by the product, each under a key of
 * its own, and entries numbered and sealed by the product's sequencer. Rows go in by the thousand and not through the use cases: that is the only
 * difference.
 */
answerParent({
  fill: async (world: World): Promise<Filled> => {
    const { url, incidents } = world;
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(INCIDENTS(incidents));
    await withPlatform(world, [], (app) => fileReports(app, client, incidents));
    await client.query(ENTRIES(incidents));
    await client.query(MORE_OF_THE_NEWEST(incidents));
    const unnumbered = await countUnnumbered(client);
    const beganMs = performance.now();
    await withPlatform(world, [SequencerModule], async () => {
      while (await isOneUnnumbered(client)) await delay(200);
    });
    const sealedPerSecond = unnumbered / ((performance.now() - beganMs) / 1_000);
    await client.query(GO_ON);
    await client.end();
    return { sealedPerSecond };
  },
});

async function withPlatform(
  { url, cursorKey }: World,
  more: readonly (typeof SequencerModule)[],
  use: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  const settings = settingsFromEnvironment({
    DATABASE_URL: url,
    CURSOR_KEY: cursorKey,
    LOG_LEVEL: 'silent',
    PERSONAL_DATA_KEYS: `bench:${cursorKey}`,
    PERSONAL_DATA_INDEX_KEY: cursorKey,
  });
  @Module({ imports: [PlatformModule.forProcess({ settings, name: 'bench', entities: [...incidentsEntities] }), ...more] })
  class Filling {}
  const app = await NestFactory.createApplicationContext(Filling, { logger: false, abortOnError: false });
  await use(app);
  await app.close();
}

async function fileReports(app: INestApplicationContext, client: Client, incidents: number): Promise<void> {
  const [work, personalData] = [app.get(UnitOfWork), app.get(PersonalData)];
  for (let first = 1; first <= incidents; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, incidents + 1 - first) }, (_, index) => first + index);
    const { rows } = await client.query<{ id: string }>(REPORT_IDS, [numbers]);
    await work.run(actor, async (tx) => {
      const sealers = await personalData.forAllNew(
        tx,
        reportData,
        rows.map(({ id }) => id),
      );
      const texts = (property: 'summary' | 'details'): string[] =>
        sealers.map((sealer, index) => sealer.seal(property, Sensitive.of(said[(first + index) % said.length]?.[property] ?? '')));
      tx.write(REPORTS(incidents), [numbers, texts('summary'), texts('details')]);
      return ok(null);
    });
  }
}

async function countUnnumbered(client: Client): Promise<number> {
  const { rows } = await client.query<{ left: string }>('SELECT count(*) AS left FROM journal_entry WHERE position IS NULL');
  return Number(rows[0]?.left);
}

/** Counting them again and again would slow down what is measured. */
async function isOneUnnumbered(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM journal_entry WHERE position IS NULL LIMIT 1');
  return rowCount === 1;
}
