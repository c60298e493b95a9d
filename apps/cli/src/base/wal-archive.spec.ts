import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archiveCommand, restoreCommand } from './wal-archive';

describe('the command that archives a file', () => {
  let folder = '';
  const [at, source] = [(...names: string[]) => join(folder, ...names), () => join(folder, 'source')];
  const archived = (): string => at('archive', '000A.gz');
  /** As the server's archiver runs it; `programs`: which of the system's are others here. */
  const run = (command: string, path = source(), programs: string | null = null, name = '000A'): number | null =>
    spawnSync('sh', ['-c', command.replaceAll('%p', path).replaceAll('%f', name)], {
      stdio: 'ignore',
      env: { PATH: `${programs === null ? '' : `${programs}:`}/usr/bin:/bin` },
    }).status;
  const archive = (programs: string | null = null): number | null => run(archiveCommand(at('archive')), source(), programs);
  const read = (): string => {
    expect(run(restoreCommand([at('nothing-here'), at('archive')]), at('back'))).toBe(0);
    return readFileSync(at('back'), 'utf8');
  };
  /** A `sync` that does `more` each time and writes down what it was asked to force to disk. */
  const watchedSync = (more = ':'): string => {
    mkdirSync(at('programs'));
    writeFileSync(
      at('programs', 'sync'),
      `#!/bin/sh\necho "$@" >> ${at('synced')}\n${more}\nexec /usr/bin/env -i PATH=/usr/bin:/bin sync "$@"\n`,
    );
    chmodSync(at('programs', 'sync'), 0o755);
    return at('programs');
  };
  const synced = (): string[] => readFileSync(at('synced'), 'utf8').trim().split('\n');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bongsu-test-archive-'));
    mkdirSync(at('archive'));
    writeFileSync(source(), 'first');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is well with the same file twice, and never puts another one in its place', () => {
    expect(archive()).toBe(0);
    expect(archive()).toBe(0);
    writeFileSync(source(), 'another');
    expect(archive()).not.toBe(0);
    expect(read()).toBe('first');
    expect(readdirSync(at('archive'))).toEqual(['000A.gz']);
  });

  it('forces the file to disk before it has its name, and the name after that', () => {
    expect(archive(watchedSync())).toBe(0);
    const [before, ...after] = synced();
    expect(before).toMatch(/000A\.gz\.\d+\.partial$/);
    expect(after).toEqual([archived(), at('archive')]);
  });

  it('forces to disk what lay there already: it may have been killed before it did so itself', () => {
    writeFileSync(archived(), gzipSync('first'));
    expect(archive(watchedSync())).toBe(0);
    expect(synced()).toEqual([archived(), at('archive')]);
  });

  it('begins again where it was killed half-way, and leaves nothing of that behind', () => {
    for (const name of ['000A.gz.partial', '000A.gz.77.partial']) writeFileSync(at('archive', name), gzipSync('first').subarray(0, 5));
    writeFileSync(at('archive', '000B.gz.78.partial'), '');
    expect(archive()).toBe(0);
    expect(read()).toBe('first');
    expect(readdirSync(at('archive')).sort()).toEqual(['000A.gz', '000B.gz.78.partial']);
  });

  it('is not well while nothing can be forced to disk', () => {
    mkdirSync(at('programs'));
    writeFileSync(at('programs', 'sync'), '#!/bin/sh\nexit 1\n');
    chmodSync(at('programs', 'sync'), 0o755);
    expect(archive(at('programs'))).not.toBe(0);
    expect(existsSync(archived())).toBe(false);
    expect(readdirSync(at('archive'))).toEqual([]);
  });

  it('does not replace what another one puts there at the same moment', () => {
    writeFileSync(at('other'), gzipSync('of another'));
    expect(archive(watchedSync(`[ -e ${archived()} ] || cp ${at('other')} ${archived()}`))).not.toBe(0);
    expect(read()).toBe('of another');
    expect(readdirSync(at('archive'))).toEqual(['000A.gz']);
  });

  it('moves the file where the disk knows no links', () => {
    mkdirSync(at('programs'));
    writeFileSync(at('programs', 'ln'), '#!/bin/sh\nexit 1\n');
    chmodSync(at('programs', 'ln'), 0o755);
    expect(archive(at('programs'))).toBe(0);
    expect(read()).toBe('first');
  });

  it('does not take a file for the same that cannot be unpacked to its end', () => {
    writeFileSync(archived(), gzipSync('first').subarray(0, -4));
    expect(archive()).not.toBe(0);
  });

  it('says of what is not there that it ends, and of what cannot be read that it is broken', () => {
    writeFileSync(archived(), 'no gzip');
    expect(run(restoreCommand([at('archive')]), at('back'))).toBe(255);
    rmSync(archived());
    expect(run(restoreCommand([at('archive')]), at('back'))).toBe(1);
  });

  it('gives back nothing from the file on before which it is to end, in whatever history, and every other', () => {
    const names = ['000000010000000000000004', '000000010000000000000005', '000000020000000000000005', '00000002.history'];
    for (const name of names) writeFileSync(at('archive', name), '');
    const command = restoreCommand([at('archive')], '000000010000000000000005');
    expect(names.map((name) => run(command, at('back'), null, name))).toEqual([0, 1, 1, 0]);
  });

  it('takes no folder whose name a shell would read as something else', () => {
    for (const name of ['relative/archive', '/archive/%f', '/arch ive', "/archive'; rm -rf"])
      expect(() => archiveCommand(name)).toThrow('whole path');
  });
});
