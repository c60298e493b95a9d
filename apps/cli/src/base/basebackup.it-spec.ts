import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { eventually } from '../../../../test/harness/eventually';
import { freePort } from '../free-port';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { openTemporaryFolder } from '../postgres/throwaway-postgres';
import { guardProcesses } from '../process-guard';
import { takeBase } from './basebackup';
import { type BaseRestore, restoreBase } from './restore-basebackup';
import { archiving, openArchive } from './wal-archive';

const password = (): string => randomBytes(18).toString('base64url');

describe('a base backup and the archive of WAL', () => {
  const guard = guardProcesses();
  const folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-base-'));
  const [archive, base, saved] = [join(folder, 'archive'), join(folder, 'base'), join(folder, 'saved-wal')];
  const original = join(folder, 'original');
  const standing = new Set<EmbeddedPostgres>();
  let between = '';
  /** What was archived after the base, oldest first: with 2 in it, and with 3. */
  let [second, third] = ['', ''];

  const start = async (dataDir: string, secret: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({
      ...{ dataDir, port: await freePort(), user: 'bongsu', password: secret, settings },
      onStarted: (pid) => guard.watch(pid),
    });
    standing.add(server);
    return server;
  };
  const stop = async (server: EmbeddedPostgres): Promise<void> => {
    standing.delete(server);
    await server.stop();
  };
  const asked = async <Row extends object>(server: EmbeddedPostgres, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
    return client.query<Row>(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (fault: unknown) => client.end().then(() => Promise.reject(fault as Error)),
    );
  };
  /** What a data folder holds when it is started: the numbers that were written. */
  const heldBy = async (dataDir: string, secret: string): Promise<number[]> => {
    const server = await start(dataDir, secret);
    const rows = await asked<{ n: number }>(server, 'SELECT n FROM written ORDER BY n');
    await stop(server);
    return rows.map(({ n }) => n);
  };
  const restored = async (name: string, more: Partial<BaseRestore> = {}): Promise<number[]> => {
    const [dataDir, secret] = [join(folder, name), password()];
    await restoreBase({ base, wal: [archive], until: null, dataDir, password: secret, ...more });
    return heldBy(dataDir, secret);
  };
  /** An archive like the one there is, that may be spoilt. */
  const copyOfArchive = (name: string): string => {
    const copy = join(folder, name);
    cpSync(archive, copy, { recursive: true, preserveTimestamps: true });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${archive}`, copy]);
    return copy;
  };
  const fileGoes = async (server: EmbeddedPostgres): Promise<string> => {
    const [file] = await asked<{ name: string }>(server, 'SELECT pg_walfile_name(pg_switch_wal()) AS name');
    const name = `${file?.name ?? ''}.gz`;
    await eventually('the file of WAL is in the archive', () => existsSync(join(archive, name)));
    return name;
  };

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    guard.removeFolder(folder);
    openArchive(archive);
    const server = await start(original, password(), archiving(archive, 3_600));
    await asked(server, 'CREATE TABLE written (n int PRIMARY KEY)');
    await asked(server, 'INSERT INTO written VALUES (1)');
    await takeBase(server.url('postgres'), base);
    await asked(server, 'INSERT INTO written VALUES (2)');
    second = await fileGoes(server);
    between = (await asked<{ at: string }>(server, `SELECT to_json(clock_timestamp())#>>'{}' AS at`))[0]?.at ?? '';
    await asked(server, 'INSERT INTO written VALUES (3)');
    third = await fileGoes(server);
    // Committed, and in no file that was archived.
    await asked(server, 'INSERT INTO written VALUES (4)');
    // As in a power cut; then the disk is lost, and what lay on another one is not.
    standing.delete(server);
    process.kill(server.pid, 'SIGQUIT');
    await server.ended;
    cpSync(join(original, 'pg_wal'), saved, { recursive: true, preserveTimestamps: true });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${archive}`, saved]);
    rmSync(original, { recursive: true });
  }, 60_000);
  afterAll(async () => {
    for (const server of standing) await server.stop();
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  });

  it('is a folder that its owner alone may read', () => {
    expect(statSync(base).mode & 0o777).toBe(0o700);
    expect(statSync(archive).mode & 0o777).toBe(0o700);
  });

  it('gives back all that is in the archive, under a new password, and with the WAL that was not archived yet all there was', async () => {
    expect(await restored('whole')).toEqual([1, 2, 3]);
    expect(await restored('all', { wal: [archive, saved] })).toEqual([1, 2, 3, 4]);
  }, 60_000);

  it('stops at the time that was asked for', async () => {
    expect(await restored('until', { until: between })).toEqual([1, 2]);
    const beyond = restored('beyond', { until: '2099-01-01T00:00:00Z' });
    await expect(beyond).rejects.toThrow('recovery ended before configured recovery target was reached');
    expect(existsSync(join(folder, 'beyond'))).toBe(false);
  }, 60_000);

  it('is archived further under a history of its own, so that neither is taken for the other', async () => {
    const [dataDir, secret, again] = [join(folder, 'further'), password(), join(folder, 'base-again')];
    await restoreBase({ base, wal: [archive], until: null, dataDir, password: secret });
    const own = copyOfArchive('archive-further');
    const server = await start(dataDir, secret, archiving(own, 3_600));
    await takeBase(server.url('postgres'), again);
    await expect(takeBase(server.url('postgres'), again)).rejects.toThrow(`${again} is there already: choose another name.`);
    await expect(takeBase(server.url('postgres'), join(folder, 'nowhere', 'base'))).rejects.toThrow('make it first');
    expect(readdirSync(own)).toEqual(expect.arrayContaining(['00000002.history.gz']));
    await stop(server);
    // From the first base through both histories.
    expect(await restored('through', { wal: [own] })).toEqual([1, 2, 3]);
    // Without the file that says where the second begins PostgreSQL would follow the first, and reach the time there.
    rmSync(join(own, '00000002.history.gz'));
    await expect(restored('astray', { wal: [own], until: between })).rejects.toThrow('00000002.history is missing');
  }, 60_000);

  it('does not end at a file of WAL that is missing, unless that is asked for, and names it', async () => {
    const holed = copyOfArchive('holed');
    rmSync(join(holed, second));
    const missing = second.replace('.gz', '');
    await expect(restored('holed-whole', { wal: [holed] })).rejects.toThrow(
      `${missing} is missing, and ${third.replace('.gz', '')} is there`,
    );
    await expect(restored('holed-until', { wal: [holed], until: '2099-01-01T00:00:00Z' })).rejects.toThrow(`${missing} is missing`);
    expect(await restored('holed-but-saved', { wal: [holed, saved] })).toEqual([1, 2, 3, 4]);
    const [dataDir, secret] = [join(folder, 'up-to-gap'), password()];
    const { gap } = await restoreBase({ base, wal: [holed], until: null, upToGap: true, dataDir, password: secret });
    expect(gap).toMatch(new RegExp(`^${missing} is missing.*The WAL leads up to \\w{24}, of \\d{4}-`));
    expect(await heldBy(dataDir, secret)).toEqual([1]);
  }, 120_000);

  it.each([
    ['cut', 'is cut', (content: Buffer) => content.subarray(0, 1_000_000)],
    ['empty', 'is cut', () => Buffer.alloc(0)],
    [
      'of another database',
      'is of another database',
      (content: Buffer) => Buffer.concat([content.subarray(0, 24), Buffer.alloc(8, 1), content.subarray(32)]),
    ],
  ])(
    'does not end at a file of WAL that is %s',
    async (matter, told, spoilt) => {
      const archived = copyOfArchive(`spoilt-${matter.replaceAll(' ', '-')}`);
      const path = join(archived, second);
      writeFileSync(path, gzipSync(spoilt(gunzipSync(readFileSync(path)))));
      const name = `refused-${matter.replaceAll(' ', '-')}`;
      await expect(restored(name, { wal: [archived] })).rejects.toThrow(told);
      expect(existsSync(join(folder, name))).toBe(false);
      expect(await restored(name, { wal: [archived], upToGap: true })).toEqual([1]);
    },
    60_000,
  );

  it('does not take a file of WAL that cannot be read for the end of what there is', async () => {
    const broken = copyOfArchive('broken');
    const path = join(broken, third);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -20));
    await expect(restored('unreadable', { wal: [broken] })).rejects.toThrow(`${third.replace('.gz', '')} is cut`);
    // Both ends are as they were: that is seen when it is unpacked.
    writeFileSync(path, Buffer.concat([whole.subarray(0, -200), Buffer.alloc(100, 7), whole.subarray(-100)]));
    await expect(restored('unreadable', { wal: [broken] })).rejects.toThrow('PostgreSQL could not restore it');
    await expect(restored('unreadable', { wal: [join(folder, 'nowhere')] })).rejects.toThrow('nowhere cannot be read (ENOENT)');
  }, 60_000);

  it('is refused when a byte of it changed, and when it is unfinished', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(base, damaged, { recursive: true });
    const version = join(damaged, 'data', 'PG_VERSION');
    writeFileSync(version, '19\n');
    const target = { base: damaged, wal: [archive], until: null, dataDir: join(folder, 'refused'), password: password() };
    await expect(restoreBase(target)).rejects.toThrow('PG_VERSION is not what was written');
    // Without it PostgreSQL would begin too late, and say nothing.
    writeFileSync(version, readFileSync(join(base, 'data', 'PG_VERSION')));
    appendFileSync(join(damaged, 'data', 'backup_label'), '\n');
    await expect(restoreBase(target)).rejects.toThrow('backup_label is not what was written');
    const manifest = join(damaged, 'base.json');
    writeFileSync(manifest, readFileSync(manifest).subarray(0, 500));
    await expect(restoreBase(target)).rejects.toThrow(`${manifest} is cut, or not what was written. Restore an earlier base`);
    rmSync(manifest);
    await expect(restoreBase(target)).rejects.toThrow('no whole base backup');
    expect(existsSync(target.dataDir)).toBe(false);
  });

  it('is refused of a server that archives nothing', async () => {
    const server = await start(join(folder, 'alone'), password());
    await expect(takeBase(server.url('postgres'), join(folder, 'none'))).rejects.toThrow('archives no WAL');
    await stop(server);
  }, 60_000);
});
