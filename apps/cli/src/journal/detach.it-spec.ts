import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineEntry, ok } from '@bongsu/kernel';
import {
  type Checkpoint,
  CheckpointKeys,
  CheckpointStore,
  Database,
  EntriesArchived,
  JournalArchives,
  JournalReader,
  NETWORK_WIDE,
  PlatformModule,
  SequencerModule,
  UnitOfWork,
  metrics,
  openedCheckpoint,
  signedCheckpoint,
  systemActor,
} from '@bongsu/platform';
import { HouseMetrics } from '../../../../libs/platform/src/telemetry/house-metrics';
import { Client } from 'pg';
import { z } from 'zod';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { archivedOf } from '../evidence/own-entries';
import { makeCheckpoint } from '../checkpoints';
import { PlainFailure } from '../plain-failure';
import { checkpointPlaces, keepCheckpointKey } from '../supervisor/checkpoint-places';
import { type VerifyOptions, verifyJournal } from '../verify-journal';
import { detachParts } from './detach';
import { dropDetached } from './drop-detached';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number() }));
const Moved = defineEntry('missions.status-changed', z.strictObject({ missionId: z.string(), to: z.string() }));
const quiet = (): void => undefined;
const incidentId = randomUUID();

describe('taking a part out of the journal', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let owner: Client;
  let home: string;
  let folder: string;
  let part: string;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'bongsu-test-detach-'));
    folder = join(home, 'archive');
    keepCheckpointKey(home);
    database = await freshDatabase();
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    const places = checkpointPlaces(home, {}) as Record<string, string>;
    const settings = testSettings({ DATABASE_URL: database.url, ...places });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), SequencerModule],
      providers: [HouseMetrics],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    const { rows } = await owner.query<{ part: string }>('SELECT journal_part_name(journal_month(clock_timestamp())) AS part');
    part = rows[0]?.part ?? '?';
    // Ten entries, of an incident and of a mission among others, then the next month.
    await append(8);
    await tell(Noted.of({ subject: { type: 'note', id: 'x' }, incidentId, audience: ['KR-EMB-TR'], body: { n: 9 } }));
    await tell(
      Moved.of({ subject: { type: 'mission', id: 'KR-EMB-TR' }, audience: ['*'], body: { missionId: 'KR-EMB-TR', to: 'evacuated' } }),
    );
    await makeCheckpoint(app, quiet);
  });
  afterEach(async () => {
    await app.close();
    await owner.end();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  const tell = async (...entries: Parameters<Parameters<Parameters<UnitOfWork['run']>[1]>[0]['append']>): Promise<void> => {
    const head = await app.get(JournalReader).head();
    await app.get(UnitOfWork).run(systemActor('test', 'c'), async (tx) => (tx.append(...entries), ok(null)));
    await eventually('it is numbered', async () => (await app.get(JournalReader).head()) === head + entries.length);
  };
  const append = (count: number): Promise<void> =>
    tell(...Array.from({ length: count }, (_, n) => Noted.of({ subject: { type: 'note', id: 'n' }, audience: ['*'], body: { n } })));
  const nextMonth = () => owner.query('SELECT journal_begin_part(journal_month(clock_timestamp(), 1))');
  const later = async (): Promise<void> => {
    await nextMonth();
    await append(5);
    await makeCheckpoint(app, quiet);
    await owner.query(`INSERT INTO platform_follower_cursor SELECT 'queues', position FROM journal_head`);
  };
  /** As when the command was ended after it had put the part on record. */
  const attachedAgain = async (): Promise<void> => {
    const { rows } = await owner.query<{ first: string; next: string }>(
      'SELECT journal_part_start(journal_month(now()))::text AS first, journal_part_start(journal_month(now(), 1))::text AS next',
    );
    const [bounds] = rows;
    await owner.query(`ALTER TABLE journal_detached.${part} SET SCHEMA public`);
    await owner.query(`DROP TRIGGER journal_stays ON public.${part}`);
    await owner.query(
      `ALTER TABLE journal_entry ATTACH PARTITION ${part} FOR VALUES FROM (${bounds?.first ?? ''}) TO (${bounds?.next ?? ''})`,
    );
  };
  const detach = (before = '2099-01-01T00:00:00.000Z', waitMs?: number) =>
    detachParts(app, database.url, { before, folder, ...(waitMs === undefined ? {} : { waitMs }) }, quiet);
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const fault = await work.catch((thrown: unknown) => thrown);
    if (fault instanceof PlainFailure) return fault.message;
    throw new Error(`no refusal but ${String(fault)}`);
  };
  const verdict = async (options: VerifyOptions): Promise<{ code: number; text: string }> => {
    const lines: string[] = [];
    try {
      await verifyJournal(app, options, (line) => void lines.push(line));
      return { code: 0, text: lines.join('\n') };
    } catch (fault) {
      if (fault instanceof PlainFailure) return { code: fault.exitCode, text: fault.message };
      throw fault;
    }
  };

  it('does nothing while its month goes on, or was written after that day', async () => {
    expect(await detach()).toBe(0);
    await later();
    expect(await detach('2020-01-01T00:00:00.000Z')).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });

  it('is refused as long as something needs it, and says what', async () => {
    await nextMonth();
    await expect(detach()).rejects.toThrow('it holds the last entry of the journal');
    await append(5);
    expect(await refusal(detach())).toContain('the follower “queues” has read up to 0, and it goes to 10');
    await owner.query(`
      INSERT INTO platform_follower_cursor VALUES ('queues', 4);
      INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, position, promised_at, due_at)
        VALUES (gen_random_uuid(), 'test.remind', '1', 'dispatch', '{}', 'c', 3, now(), now() + interval '1 year');
      INSERT INTO incidents_incident (id, code, title, category, urgency, state, alert_level, zone, opened_at, updated_at, audience, version)
        SELECT '${incidentId}', 'TUR-2026-0001', '', 'earthquake', 'U1', 'active', 'none', 'UTC', now(), now(), '{KR-EMB-TR}', 1`);
    await expect(detach()).rejects.toThrow('was not signed after its last entry');
    await makeCheckpoint(app, quiet);
    const refused = await refusal(detach());
    expect(refused).toContain(`${part} stays where it is`);
    expect(refused).toContain('the follower “queues” has read up to 4, and it goes to 10');
    expect(refused).toContain('1 job(s) test.remind');
    expect(refused).toContain('open incidents have their past in it: TUR-2026-0001');
    expect(existsSync(folder)).toBe(false);
    const others = join(folder, `${part}.ndjson.gz`);
    await owner.query(
      `UPDATE platform_follower_cursor SET position = 15; UPDATE platform_promised_job SET kept_at = now(); UPDATE incidents_incident SET state = 'closed'`,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(others, 'of another house');
    await expect(detach()).rejects.toThrow('is there already and holds other entries');
    expect(readFileSync(others, 'utf8')).toBe('of another house');
    rmSync(others);
    expect(await detach()).toBe(1);
  });

  it('leaves a journal that verifies from there on, and as a whole with the archive', async () => {
    const places = checkpointPlaces(home, {}) as { CHECKPOINT_FILE: string };
    await later();
    expect(await detach()).toBe(1);
    expect(await detach()).toBe(0);
    expect((await owner.query('SELECT min(position)::int AS first FROM journal_entry')).rows).toEqual([{ first: 11 }]);
    await append(2);

    const alone = await verdict({ checkpoints: places.CHECKPOINT_FILE });
    expect(alone).toMatchObject({ code: 0, text: expect.stringContaining('17 entries') });
    expect(alone.text).toMatch(/positions 1 to 10, until .*, are in archives and were not looked at/);
    const whole = await verdict({ checkpoints: places.CHECKPOINT_FILE, archive: folder });
    expect(whole).toMatchObject({ code: 0, text: expect.stringContaining('verified too, and the journal goes on from their last seal') });
    expect(whole.text).toContain('It fits all 2 checkpoints');
    await owner.query(
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE journal_entry SET body = '{}' WHERE position = 11; COMMIT`,
    );
    expect(await verdict({})).toMatchObject({ code: 1, text: expect.stringContaining('position 11 was altered') });
  });

  it('finds an archive that was altered, exchanged or is missing', async () => {
    await later();
    await detach();
    const [file, manifest] = [join(folder, `${part}.ndjson.gz`), join(folder, `${part}.jws`)];
    const bytes = readFileSync(file);
    writeFileSync(file, gzipSync(gunzipSync(bytes).toString().replace('"n":3', '"n":4')));
    expect(await verdict({ archive: folder })).toMatchObject({ code: 1, text: expect.stringContaining('its bytes were changed') });
    writeFileSync(file, bytes);
    const signed = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, signed.replace(/\.[^.]+$/, `.${'A'.repeat(86)}\n`));
    expect(await verdict({ archive: folder })).toMatchObject({ code: 1, text: expect.stringContaining('not a manifest of an archive') });
    rmSync(manifest);
    expect(await verdict({ archive: folder })).toMatchObject({ code: 2, text: expect.stringContaining('one is missing') });
    writeFileSync(manifest, signed);
    await owner.query(`UPDATE journal_archive SET last_seal = '\\x${'00'.repeat(32)}'`);
    expect(await verdict({ archive: folder })).toMatchObject({ code: 1, text: expect.stringContaining('under another seal') });
  });

  it('shows in no figure how much of it was sealed, neither while the table is still there nor afterwards, nor after a restart', async () => {
    const head = async (): Promise<string> => {
      app.get(HouseMetrics).onModuleInit();
      return (await metrics.getSingleMetricAsString('bongsu_journal_head')).split('\n').at(-1) ?? '';
    };
    await owner.query('INSERT INTO platform_seal (subject_id, incident_id, since) VALUES ($1::text, $1::uuid, now())', [incidentId]);
    await later();
    await tell(Noted.of({ subject: { type: 'note', id: 'y' }, incidentId, audience: [], body: { n: 1 } }));
    // Sixteen, of which one went and one stays under the seal.
    expect(await head()).toBe('bongsu_journal_head 14');
    await detach();
    expect(await head()).toBe('bongsu_journal_head 14');
    await attachedAgain();
    expect(await head()).toBe('bongsu_journal_head 14');
    await append(1);
    expect(await head()).toBe('bongsu_journal_head 15');
  });

  it('is told to everybody who asks for what was before, instead of less', async () => {
    await later();
    await detach();
    const reader = app.get(JournalReader);
    await expect(reader.visible(0, 100)).rejects.toThrow(EntriesArchived);
    await expect(reader.visible(4, 100, NETWORK_WIDE)).rejects.toThrow(EntriesArchived);
    expect((await reader.visible(10, 100)).map(({ position }) => position)).toEqual([11, 12, 13, 14, 15]);
    const archives = app.get(JournalArchives);
    expect(await archives.of([incidentId])).toEqual([{ part, file: `${part}.ndjson.gz`, until: (await archives.cut()).at }]);
    expect(await archives.of([randomUUID()])).toEqual([]);
    expect(await archivedOf(app.get(Database), archives, incidentId)).toHaveLength(1);
    // How a mission stands is told once and for long: boards that are made anew still learn it.
    expect((await archives.carried()).map(({ kind, position }) => [kind, position])).toEqual([['missions.status-changed', 10]]);
    expect((await owner.query('SELECT audience FROM journal_archived_subject WHERE subject_id = $1', [incidentId])).rows).toEqual([
      { audience: ['KR-EMB-TR'] },
    ]);
  });

  it('keeps the table, out of reach and unchangeable, until it is dropped with the archive at hand', async () => {
    await later();
    await detach();
    const table = `journal_detached.${part}`;
    const count = `SELECT count(*)::int AS n FROM ${table}`;
    expect((await owner.query(count)).rows).toEqual([{ n: 10 }]);
    for (const change of [`DELETE FROM ${table}`, `UPDATE ${table} SET body = '{}'`, `TRUNCATE ${table}`])
      await expect(owner.query(change)).rejects.toThrow(/append-only/);
    await expect(app.get(Database).query(count)).rejects.toThrow(/permission denied/);
    renameSync(folder, `${folder}-elsewhere`);
    await expect(dropDetached(app, database.url, folder, quiet)).rejects.toThrow('There is no folder');
    renameSync(`${folder}-elsewhere`, folder);
    expect(await dropDetached(app, database.url, folder, quiet)).toBe(1);
    await expect(owner.query(count)).rejects.toThrow(/does not exist/);
    expect(await dropDetached(app, database.url, folder, quiet)).toBe(0);
    expect(await verdict({ archive: folder })).toMatchObject({ code: 0 });
  });

  it('compares whatever checkpoints it can, and says of how many it could not', async () => {
    await later();
    await owner.query('SELECT journal_begin_part(journal_month(clock_timestamp(), 2))');
    await append(3);
    await makeCheckpoint(app, quiet);
    await owner.query('UPDATE platform_follower_cursor SET position = 18');
    expect(await detach()).toBe(2);
    const { CHECKPOINT_FILE: checkpoints } = checkpointPlaces(home, {}) as { CHECKPOINT_FILE: string };
    const alone = await verdict({ checkpoints });
    expect(alone).toMatchObject({ code: 0, text: expect.stringContaining('It fits the 2 checkpoints that could be compared') });
    expect(alone.text).toContain('The seals of 1 more could not be compared: they lie in archives. Give --archive with their folder.');
    expect((await verdict({ checkpoints, archive: folder })).text).toContain('It fits all 3 checkpoints');

    const other = join(home, 'other.jws');
    const [first] = readFileSync(checkpoints, 'utf8').split('\n');
    writeFileSync(other, `${first ?? ''}\n`);
    expect(await verdict({ checkpoints: other })).toMatchObject({
      code: 2,
      text: 'Nothing was compared: the seals of all 1 checkpoints in that file lie in archives. Give --archive with their folder.',
    });
    // With the key of this installation itself.
    const [key, [known]] = [await app.get(CheckpointKeys).present(), await app.get(CheckpointStore).keys()];
    if (key === null || known === undefined) throw new Error('this installation has a key');
    const read = openedCheckpoint(first ?? '', new Map([[known.kid, known]]));
    if (!read.ok) throw new Error(read.reason);
    const forged = async (change: Partial<Checkpoint>, archive?: string) => {
      writeFileSync(other, `${signedCheckpoint({ ...read.checkpoint, ...change }, key)}\n`);
      return verdict({ checkpoints: other, ...(archive === undefined ? {} : { archive }) });
    };
    expect(await forged({ installation: randomUUID() })).toMatchObject({ code: 1, text: expect.stringContaining('another installation') });
    expect(await forged({ count: 11 })).toMatchObject({ code: 1, text: expect.stringContaining('counted 11 entries') });
    const rewritten = { seal: 'ab'.repeat(32) };
    expect(await forged(rewritten, folder)).toMatchObject({ code: 1, text: expect.stringContaining('it was rewritten') });
  });

  it('ends in a sentence when the disk of the archive is full, and leaves no file that looks whole', async () => {
    await later();
    mkdirSync(folder, { recursive: true });
    const [file, manifest] = [join(folder, `${part}.ndjson.gz`), join(folder, `${part}.jws`)];
    symlinkSync('/dev/full', `${file}.unfinished`);
    expect(await refusal(detach())).toMatch(new RegExp(`^${file} could not be written \\(.*ENOSPC.*Its part stays where it is`));
    expect(readdirSync(folder)).toEqual([]);
    symlinkSync('/dev/full', `${manifest}.unfinished`);
    expect(await refusal(detach())).toMatch(new RegExp(`^${manifest} could not be written \\(.*ENOSPC`));
    expect(readdirSync(folder)).toEqual([`${part}.ndjson.gz`]);
    expect(await detach()).toBe(1);
    rmSync(file);
    expect(await verdict({ archive: folder })).toMatchObject({
      code: 2,
      text: expect.stringMatching(new RegExp(`^${file} cannot be read \\(.*ENOENT`)),
    });
  });

  it('says who holds a part for too long, and is finished by the next call', async () => {
    await later();
    const reader = new Client({ connectionString: database.url, application_name: 'a long report' });
    await reader.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM journal_entry');
    expect(await refusal(detach(undefined, 300))).toMatch(
      /is held by “a long report” \(process \d+, in a transaction since .*run the same command again/,
    );
    await reader.query('COMMIT');
    expect(await detach()).toBe(0);
    expect((await owner.query('SELECT min(position)::int AS first FROM journal_entry')).rows).toEqual([{ first: 11 }]);
    await reader.query(`BEGIN`);
    await reader.query(`SELECT count(*) FROM journal_detached.${part}`);
    expect(await refusal(dropDetached(app, database.url, folder, quiet, 300))).toContain('“a long report”');
    await reader.end();
    expect(await dropDetached(app, database.url, folder, quiet)).toBe(1);
  });

  it('is finished by the next call when it was broken off', async () => {
    await later();
    await detach();
    await attachedAgain();
    expect(await verdict({ archive: folder })).toMatchObject({ code: 0 });
    expect(await detach()).toBe(0);
    expect((await owner.query('SELECT min(position)::int AS first FROM journal_entry')).rows).toEqual([{ first: 11 }]);
    await expect(owner.query(`DELETE FROM journal_detached.${part}`)).rejects.toThrow(/append-only/);
  });
});
