import { execFileSync, spawnSync } from 'node:child_process';
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
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { eventually } from '../../../../test/harness/eventually';
import { freePort } from '../free-port';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { openTemporaryFolder } from '../postgres/throwaway-postgres';
import { guardProcesses } from '../process-guard';
import { takeBase } from './basebackup';
import { restoreBase } from './restore-basebackup';
import { archiveCommand, archiving, openArchive, restoreCommand } from './wal-archive';

const password = (): string => randomBytes(18).toString('base64url');

describe('a base backup and the archive of WAL', () => {
  const guard = guardProcesses();
  const folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-base-'));
  const [archive, base, saved] = [join(folder, 'archive'), join(folder, 'base'), join(folder, 'saved-wal')];
  const original = join(folder, 'original');
  const standing = new Set<EmbeddedPostgres>();
  let between = '';

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
  const restored = async (name: string, more: { wal?: readonly string[]; until?: string } = {}): Promise<number[]> => {
    const [dataDir, secret] = [join(folder, name), password()];
    await restoreBase({ base, wal: more.wal ?? [archive], until: more.until ?? null, dataDir, password: secret });
    return heldBy(dataDir, secret);
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
    between = (await asked<{ at: string }>(server, `SELECT to_json(clock_timestamp())#>>'{}' AS at`))[0]?.at ?? '';
    await asked(server, 'INSERT INTO written VALUES (3)');
    const [file] = await asked<{ name: string }>(server, 'SELECT pg_walfile_name(pg_switch_wal()) AS name');
    await eventually('the file of WAL is in the archive', () => existsSync(join(archive, `${file?.name ?? ''}.gz`)));
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
    const own = join(folder, 'archive-further');
    cpSync(archive, own, { recursive: true, preserveTimestamps: true });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${archive}`, own]);
    const server = await start(dataDir, secret, archiving(own, 3_600));
    await takeBase(server.url('postgres'), again);
    expect(readdirSync(own)).toEqual(expect.arrayContaining(['00000002.history.gz']));
    await stop(server);
    // From the first base through both histories.
    expect(await restored('through', { wal: [own] })).toEqual([1, 2, 3]);
  }, 60_000);

  it('does not take a file of WAL that cannot be read for the end of what there is', async () => {
    const broken = join(folder, 'broken');
    cpSync(archive, broken, { recursive: true, preserveTimestamps: true });
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', `--reference=${archive}`, broken]);
    const last = readdirSync(broken)
      .filter((name) => /^\w{24}\.gz$/.test(name))
      .sort()
      .at(-1);
    const path = join(broken, last ?? '');
    writeFileSync(path, readFileSync(path).subarray(0, -20));
    await expect(restored('unreadable', { wal: [broken] })).rejects.toThrow('PostgreSQL could not restore it');
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
    rmSync(join(damaged, 'base.json'));
    await expect(restoreBase(target)).rejects.toThrow('no whole base backup');
    expect(existsSync(target.dataDir)).toBe(false);
  });

  it('is refused of a server that archives nothing', async () => {
    const server = await start(join(folder, 'alone'), password());
    await expect(takeBase(server.url('postgres'), join(folder, 'none'))).rejects.toThrow('archives no WAL');
    await stop(server);
  }, 60_000);
});

describe('the command that archives a file', () => {
  const folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-archive-'));
  const source = join(folder, 'source');
  const run = (command: string, to = source): number | null =>
    spawnSync('sh', ['-c', command.replaceAll('%p', to).replaceAll('%f', '000A')], { stdio: 'ignore' }).status;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is well with the same file twice, and never puts another one in its place', () => {
    writeFileSync(source, 'first');
    expect(run(archiveCommand(folder))).toBe(0);
    expect(run(archiveCommand(folder))).toBe(0);
    writeFileSync(source, 'another');
    expect(run(archiveCommand(folder))).not.toBe(0);
    const back = join(folder, 'back');
    expect(run(restoreCommand([join(folder, 'nothing-here'), folder]), back)).toBe(0);
    expect(readFileSync(back, 'utf8')).toBe('first');
  });

  it('leaves nothing under the name when it was cut, and begins again', () => {
    rmSync(join(folder, '000A.gz'));
    writeFileSync(join(folder, '000A.gz.partial'), gzipSync('anoth').subarray(0, 5));
    expect(run(archiveCommand(folder))).toBe(0);
    expect(run(restoreCommand([folder]), join(folder, 'back'))).toBe(0);
    expect(readFileSync(join(folder, 'back'), 'utf8')).toBe('another');
  });

  it('says of what is not there that it ends, and of what cannot be read that it is broken', () => {
    writeFileSync(join(folder, '000A.gz'), 'no gzip');
    expect(run(restoreCommand([folder]), join(folder, 'back'))).toBe(255);
    rmSync(join(folder, '000A.gz'));
    expect(run(restoreCommand([folder]), join(folder, 'back'))).toBe(1);
  });

  it('takes no folder whose name a shell would read as something else', () => {
    for (const name of ['relative/archive', '/archive/%f', '/arch ive', "/archive'; rm -rf"])
      expect(() => archiveCommand(name)).toThrow('whole path');
  });
});
