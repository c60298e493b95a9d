import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { eventually } from '../../../../test/harness/eventually';
import { openTemporaryFolder } from '../postgres/throwaway-postgres';
import { guardProcesses } from '../process-guard';
import { type HomeDatabase, placeHomeDatabase, startHomeDatabase } from '../supervisor/home-database';
import { type HomeFolder, openHomeFolder } from '../supervisor/home-folder';
import { ARCHIVE_OWNER } from './archive-owner';
import { takeBase } from './basebackup';
import { restoreBase } from './restore-basebackup';
import type { WalWay } from './wal-way';

describe('whose WAL an archive takes', () => {
  const guard = guardProcesses();
  const folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-way-'));
  const [archive, base] = [join(folder, 'archive'), join(folder, 'base')];
  const password = 'the same in every home here';
  const standing = new Set<HomeDatabase>();

  const home = (name: string): HomeFolder => openHomeFolder(join(folder, name));
  const start = async (name: string, wal: WalWay): Promise<HomeDatabase> => {
    const events = { onStarted: (pid: number) => guard.watch(pid), onCrash: () => undefined };
    const database = await startHomeDatabase(home(name), password, events, wal);
    standing.add(database);
    return database;
  };
  const stop = async (database: HomeDatabase): Promise<void> => {
    standing.delete(database);
    await database.stop();
  };
  const asked = async <Row extends object>({ url }: HomeDatabase, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client.query<Row>(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (fault: unknown) => client.end().then(() => Promise.reject(fault as Error)),
    );
  };
  const write = async (database: HomeDatabase, what: string): Promise<string> => {
    await asked(database, `INSERT INTO written VALUES ('${what}')`);
    const [file] = await asked<{ name: string }>(database, 'SELECT pg_walfile_name(pg_switch_wal()) AS name');
    return `${file?.name ?? ''}.gz`;
  };
  const isArchived = (file: string) => eventually('it is archived', () => existsSync(join(archive, file)), 30_000);
  const restoreInto = (name: string, wal = archive): Promise<void> =>
    placeHomeDatabase(home(name), async (dataDir) => {
      await restoreBase({ base, wal: [wal], until: null, dataDir, password });
    });

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    guard.removeFolder(folder);
    const database = await start('original', { archive });
    await asked(database, 'CREATE TABLE written (what text)');
    await takeBase(database.url, base);
    await isArchived(await write(database, 'before'));
    await stop(database);
  }, 60_000);
  afterAll(async () => {
    for (const database of standing) await database.stop();
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  });

  it('is that of the database that began it, at each start', async () => {
    expect(existsSync(join(archive, ARCHIVE_OWNER))).toBe(true);
    await stop(await start('original', { archive }));
  }, 60_000);

  it('is still its own after a power cut in the moment when a file was archived', async () => {
    const database = await start('original', { archive });
    await isArchived(await write(database, 'at the last moment'));
    process.kill(Number(readFileSync(join(database.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    await stop(database);
    await stop(await start('original', { archive }));
  }, 60_000);

  it('is not that of another database, whether it is still to be made or there already, and whether or not it is written down', async () => {
    const refused = `${archive} holds the WAL of another database`;
    await expect(start('new', { archive })).rejects.toThrow(refused);
    expect(existsSync(join(folder, 'new', 'postgres'))).toBe(false);
    await stop(await start('new', 'nowhere'));
    await expect(start('new', { archive })).rejects.toThrow(refused);
    rmSync(join(archive, ARCHIVE_OWNER));
    await expect(start('new', { archive })).rejects.toThrow(refused);
    expect(existsSync(join(archive, ARCHIVE_OWNER))).toBe(false);
    await stop(await start('original', { archive }));
    expect(existsSync(join(archive, ARCHIVE_OWNER))).toBe(true);
  }, 60_000);

  it('goes on after a restore in a history of its own, with what was written while nothing was archived', async () => {
    await restoreInto('restored');
    const quiet = await start('restored', 'later');
    const files = [await write(quiet, 'while it was restored'), await write(quiet, 'and looked at')];
    await stop(quiet);
    expect(readdirSync(archive)).not.toEqual(expect.arrayContaining(files));
    const database = await start('restored', { archive });
    await isArchived(await write(database, 'after'));
    await stop(database);
    expect(readdirSync(archive)).toEqual(expect.arrayContaining(['00000002.history.gz', ...files]));

    // From the base of before, through both histories.
    await restoreInto('again');
    const again = await start('again', 'nowhere');
    const written = await asked<{ what: string }>(again, 'SELECT what FROM written');
    expect(written.map(({ what }) => what)).toEqual(['before', 'at the last moment', 'while it was restored', 'and looked at', 'after']);
    await stop(again);
  }, 120_000);

  it('is not that of the database that was lost, nor of another restore that knows nothing of this one', async () => {
    const refused = 'did not write (history 2)';
    await expect(start('original', { archive })).rejects.toThrow(refused);
    // The same base once more, without the history that was begun meanwhile: it numbers its own alike.
    const before = join(folder, 'archive-of-before');
    cpSync(archive, before, { recursive: true, filter: (path) => !basename(path).startsWith('00000002') });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${archive}`, before]);
    await restoreInto('twin', before);
    await expect(start('twin', { archive })).rejects.toThrow(refused);
    await stop(await start('restored', { archive }));
  }, 120_000);
});
