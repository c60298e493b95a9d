import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { RotatingLog } from './rotating-log';

describe('the log of a supervised process', () => {
  let folder: string;
  let path: string;
  let log: RotatingLog;
  let stream: PassThrough;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bongsu-test-log-'));
    path = join(folder, 'api.log');
    stream = new PassThrough();
  });
  afterEach(() => {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = (maxBytes: number, keep: number): void => {
    log = new RotatingLog(path, { maxBytes, keep });
    log.follow(stream);
  };
  const say = (text: string): Promise<void> => new Promise((resolve) => stream.write(text, () => setImmediate(resolve)));
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

  it('is put aside before it grows beyond its size, between two lines, and nothing is lost', async () => {
    begin(40, 9);
    const lines = Array.from({ length: 12 }, (_, n) => `line ${String(n).padStart(2, '0')} ........\n`);
    const torn = lines.join('').match(/[^]{1,7}/g) ?? [];
    for (const piece of torn.slice(0, 10)) await say(piece);
    await say(torn.slice(10).join(''));
    const files = readdirSync(folder).sort((a, b) => Number(b.split('.')[2] ?? 0) - Number(a.split('.')[2] ?? 0));
    expect(files.length).toBeGreaterThan(3);
    expect(files.map(text).join('')).toBe(lines.join(''));
    for (const file of files) {
      expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(40);
      expect(text(file)).toMatch(/^(line \d\d \.{8}\n)+$/);
    }
  });

  it('gives a line that is too long a file of its own', async () => {
    begin(10, 3);
    await say(`ab\n${'x'.repeat(30)}\ncd\n`);
    expect([text('api.log.2'), text('api.log.1'), text('api.log')]).toEqual(['ab\n', `${'x'.repeat(30)}\n`, 'cd\n']);
  });

  it('keeps so many, the latest first, and lets the oldest go', async () => {
    begin(10, 2);
    for (const line of ['first....\n', 'second...\n', 'third....\n', 'fourth...\n']) await say(line);
    expect(readdirSync(folder).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2']);
    expect(text('api.log')).toBe('fourth...\n');
    expect(text('api.log.1')).toBe('third....\n');
    expect(text('api.log.2')).toBe('second...\n');
  });

  it('begins anew at a start, with what was before put aside, and only its owner may read it', async () => {
    writeFileSync(path, 'of yesterday\n');
    begin(1_000, 2);
    expect(existsSync(path)).toBe(false);
    await say('of today\n');
    expect(text('api.log')).toBe('of today\n');
    expect(text('api.log.1')).toBe('of yesterday\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('has the last words of a process that did not finish its line', async () => {
    begin(1_000, 2);
    const ended = new Promise((resolve) => stream.on('end', resolve));
    stream.end('half a');
    await ended;
    expect(text('api.log')).toBe('half a\n');
  });
});
