import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PersonalDataFault } from './fault';
import { keyMaterial, versionOf } from './key-source';

describe('keys of personal data that a vault holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const key = (): string => randomBytes(32).toString('base64');
  const kept = { current: 'second', keys: { first: key(), second: key() }, indexKey: key() };
  let programs = 0;
  /** A program as an operator would write one around the client of a vault. */
  const program = (...lines: string[]): string => {
    const path = join(folder, `fetch-${String(++programs)}`);
    writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o700 });
    return path;
  };
  const prints = (text: string): string => program("cat <<'KEYS'", text, 'KEYS');
  const keysBy = (PERSONAL_DATA_KEYS_COMMAND: string) => keyMaterial({ PERSONAL_DATA_KEYS_COMMAND });
  const faultOf = (command: string): unknown => {
    try {
      return keysBy(command);
    } catch (fault) {
      return fault;
    }
  };

  it('are fetched by a program that prints them', () => {
    const { current, keys, indexKey } = keysBy(prints(JSON.stringify(kept)));
    expect(current).toBe('second');
    expect([...keys.keys()]).toEqual(['first', 'second']);
    expect(keys.get('second')?.toString('base64')).toBe(kept.keys.second);
    expect(indexKey.toString('base64')).toBe(kept.indexKey);
  });

  it('are used in place of a file that lies there too', () => {
    const settings = { PERSONAL_DATA_KEYS_COMMAND: prints(JSON.stringify(kept)), PERSONAL_DATA_KEYS_FILE: join(folder, 'nothing.json') };
    expect(keyMaterial(settings).current).toBe('second');
    expect(versionOf(settings)).toBeUndefined();
  });

  it.each([
    ['is not there', () => join(folder, 'nowhere')],
    ['fails', () => program(`echo '${JSON.stringify(kept)}'`, 'exit 1')],
    ['prints something else', () => prints(`${kept.keys.first} is a key`)],
    ['prints no current key', () => prints(JSON.stringify({ ...kept, current: 'third' }))],
  ])('stop the start when the program %s, and nothing that it printed gets into the message', (_, command) => {
    const fault = faultOf(command());
    expect(fault).toBeInstanceOf(PersonalDataFault);
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain(kept.keys.first);
    expect(fault).toMatchObject({ code: 'personal-data.keys-command-failed' });
  });

  it('are fetched without a shell: what looks like one more command is a name', () => {
    const command = `${prints(JSON.stringify(kept))}; echo more`;
    expect(faultOf(command)).toMatchObject({ code: 'personal-data.keys-command-failed' });
  });
});
