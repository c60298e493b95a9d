import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineEntry, ok } from '@bongsu/kernel';
import {
  Checkpointer,
  JournalReader,
  JournalVerifier,
  PlatformModule,
  SequencerModule,
  UnitOfWork,
  signingKey,
  systemActor,
} from '@bongsu/platform';
import { Client } from 'pg';
import { z } from 'zod';
import { eventually } from '../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { testSettings } from '../../../test/harness/settings';
import { makeCheckpoint, printPublicKeys, rotateKey } from './checkpoints';
import { PlainFailure } from './plain-failure';
import { checkpointPlaces, keepCheckpointKey } from './supervisor/checkpoint-places';
import { type VerifyOptions, verifyJournal } from './verify-journal';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number() }));

describe('verifying a journal from the console', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let home: string;
  let checkpoints: string;
  let publicKey: string;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'bongsu-test-verify-'));
    [checkpoints, publicKey] = [join(home, 'checkpoints.jws'), join(home, 'public.json')];
    keepCheckpointKey(home);
    database = await freshDatabase();
    const places = checkpointPlaces(home, {}) as Record<string, string>;
    const settings = testSettings({ DATABASE_URL: database.url, ...places });
    @Module({ imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), SequencerModule] })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    await append(10);
    await makeCheckpoint(app, () => undefined);
    await append(10);
    await makeCheckpoint(app, () => undefined);
    writeFileSync(publicKey, (await said((say) => printPublicKeys(app, say))).join('\n'));
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  const append = async (count: number): Promise<void> => {
    const head = await app.get(JournalReader).head();
    await app.get(UnitOfWork).run(systemActor('test', 'c'), async (tx) => {
      for (let n = 0; n < count; n++) tx.append(Noted.of({ subject: { type: 'note', id: 'n' }, audience: ['*'], body: { n } }));
      return ok(null);
    });
    await eventually('everything is numbered', async () => (await app.get(JournalReader).head()) === head + count);
  };
  const said = async (work: (say: (line: string) => void) => Promise<void>): Promise<string[]> => {
    const lines: string[] = [];
    await work((line) => void lines.push(line));
    return lines;
  };
  const verdict = async (options: VerifyOptions): Promise<{ code: number; text: string }> => {
    try {
      return { code: 0, text: (await said((say) => verifyJournal(app, options, say))).join('\n') };
    } catch (fault) {
      if (fault instanceof PlainFailure) return { code: fault.exitCode, text: fault.message };
      throw fault;
    }
  };
  const force = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);
    await client.end();
  };

  it('answers 0 for a sound one, and says how far it was compared', async () => {
    expect(await verdict({})).toMatchObject({ code: 0, text: expect.stringMatching(/^The journal is sound: 20 entries/) });
    const { code, text } = await verdict({ checkpoints, publicKey });
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('It fits all 2 checkpoints') });
    expect(text).not.toContain('those that this database names');
    expect(await verdict({ checkpoints })).toMatchObject({ code: 0, text: expect.stringContaining('those that this database names') });
  });

  it('answers 1 for one that is not, in words: where it was cut, and between which positions it differs', async () => {
    await force('DELETE FROM journal_entry WHERE position > 13');
    expect(await verdict({})).toMatchObject({ code: 0 });
    expect(await verdict({ checkpoints, publicKey })).toMatchObject({
      code: 1,
      text: expect.stringMatching(/ends at position 13, and the checkpoint of .* on line 2 signed position 20/),
    });
    await force("UPDATE journal_entry SET body = '{}' WHERE position = 4");
    expect(await verdict({ checkpoints, publicKey })).toMatchObject({ code: 1, text: expect.stringContaining('position 4 was altered') });
  });

  it('answers 2 when it cannot tell: no such file, or no key in it', async () => {
    expect(await verdict({ checkpoints: join(home, 'gone.jws') })).toMatchObject({ code: 2 });
    expect(await verdict({ checkpoints, publicKey: checkpoints })).toMatchObject({ code: 2, text: expect.stringContaining('no Ed25519') });
  });

  it('answers 2 when nothing was compared: an emptied file, none of checkpoints, or another key than that of its first line', async () => {
    const other = join(home, 'other.jws');
    writeFileSync(other, '');
    expect(await verdict({ checkpoints: other, publicKey })).toMatchObject({
      code: 2,
      text: expect.stringContaining('no checkpoint in that'),
    });
    writeFileSync(other, 'a letter\n');
    expect(await verdict({ checkpoints: other, publicKey })).toMatchObject({
      code: 2,
      text: expect.stringContaining('Nothing was compared'),
    });
    const stranger = join(home, 'stranger.pem');
    const { publicKey: strange } = generateKeyPairSync('ed25519');
    writeFileSync(stranger, strange.export({ type: 'spki', format: 'pem' }));
    expect(await verdict({ checkpoints, publicKey: stranger })).toMatchObject({
      code: 2,
      text: expect.stringContaining('not among those'),
    });
    await force("UPDATE journal_entry SET body = '{}' WHERE position = 4");
    writeFileSync(other, '');
    expect(await verdict({ checkpoints: other, publicKey })).toMatchObject({
      code: 1,
      text: expect.stringContaining('position 4 was altered'),
    });
  });

  it('warns of a file that lacks what was filed last', async () => {
    expect((await verdict({ checkpoints, publicKey })).text).not.toContain('WARNING');
    const [first] = readFileSync(checkpoints, 'utf8').split('\n');
    writeFileSync(checkpoints, `${first ?? ''}\n`);
    const { code, text } = await verdict({ checkpoints, publicKey });
    expect(code).toBe(0);
    expect(text).toMatch(/fits all 1 checkpoints.*\nWARNING: the file lacks .* at position 20/);
  });

  it('does not take for cut off what was signed while it was reading', async () => {
    const verifier = app.get(JournalVerifier);
    const verify = verifier.verify.bind(verifier);
    jest.spyOn(verifier, 'verify').mockImplementationOnce(async (onProgress) => {
      const found = await verify(onProgress);
      await append(5);
      await makeCheckpoint(app, () => undefined);
      return found;
    });
    expect(await verdict({ checkpoints, publicKey })).toMatchObject({ code: 0, text: expect.stringContaining('fits all 2 checkpoints') });
    expect(await verdict({ checkpoints, publicKey })).toMatchObject({ code: 0, text: expect.stringContaining('fits all 3 checkpoints') });
  });

  it('goes on after the key was changed, for whoever has the first public key', async () => {
    const key = join(home, 'checkpoint-key.pem');
    const old = readFileSync(key, 'utf8');
    await rotateKey(app, () => undefined);
    expect(readFileSync(key, 'utf8')).not.toBe(old);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(existsSync(`${key}.next`)).toBe(false);
    await eventually('the rotation is numbered', async () => (await app.get(JournalReader).head()) === 21);
    await app.get(Checkpointer).onDemand();
    await app.get(Checkpointer).deliver();
    const only = JSON.parse(readFileSync(publicKey, 'utf8')) as { keys: { kid: string }[] };
    expect(only.keys.map(({ kid }) => kid)).toEqual([signingKey(old).id]);
    expect(await verdict({ checkpoints, publicKey })).toMatchObject({ code: 0, text: expect.stringContaining('fits all 5 checkpoints') });
  });
});
