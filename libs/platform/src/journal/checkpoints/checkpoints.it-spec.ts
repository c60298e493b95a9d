import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  CheckpointClock,
  CheckpointStore,
  CheckpointVerifier,
  Checkpointer,
  JournalForked,
  JournalReader,
  JournalVerifier,
  PlatformModule,
  SequencerModule,
  UnitOfWork,
  linesOf,
  metrics,
  newSigningKeyPem,
  signingKey,
  systemActor,
} from '@bongsu/platform';
import { defineEntry, ok } from '@bongsu/kernel';
import { Client } from 'pg';
import { z } from 'zod';
import { eventually } from '../../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../../test/harness/fresh-database';
import { testSettings } from '../../../../../test/harness/settings';
import { entryOf, type JournalRow } from '../append';
import { FIRST_SEAL, sealOf } from '../seal';
import { CheckpointMetrics } from './checkpoint-metrics';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number() }));
const actor = systemActor('test', 'correlation-1');

/** A house of its own with a signed journal, and a superuser who stops at nothing. */
class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'bongsu-test-checkpoints-'));
  readonly file = join(this.folder, 'checkpoints.jws');
  readonly pem = newSigningKeyPem();
  readonly key = signingKey(this.pem);
  database!: FreshDatabase;
  app: INestApplicationContext = undefined as never;

  async stand(overrides: Record<string, string> = {}): Promise<this> {
    this.database = await freshDatabase();
    this.app = await this.process(overrides);
    return this;
  }

  process(overrides: Record<string, string> = {}): Promise<INestApplicationContext> {
    const settings = testSettings({
      DATABASE_URL: this.database.url,
      CHECKPOINT_KEY: this.pem,
      CHECKPOINT_FILE: this.file,
      ...overrides,
    });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), SequencerModule],
      // A clock where a test sets its pace; the metrics are those of the first process.
      providers: [...('CHECKPOINT_EVERY_MS' in overrides ? [CheckpointClock] : []), ...(this.app === undefined ? [CheckpointMetrics] : [])],
    })
    class TestModule {}
    return NestFactory.createApplicationContext(TestModule, { logger: false });
  }

  async append(...numbers: number[]): Promise<void> {
    const reader = this.app.get(JournalReader);
    const before = await reader.head();
    const notes = numbers.map((n) => Noted.of({ subject: { type: 'note', id: String(n) }, audience: ['*'], body: { n } }));
    await this.app.get(UnitOfWork).run(actor, async (tx) => (tx.append(...notes), ok(null)));
    await eventually('everything is numbered', async () => (await reader.head()) >= before + numbers.length);
  }

  async sign() {
    const made = await this.app.get(Checkpointer).onDemand();
    await this.app.get(Checkpointer).deliver();
    if (made === null) throw new Error('nothing was signed');
    return made;
  }

  async chain() {
    return this.app.get(JournalVerifier).verify();
  }

  async compare(head: number, keys = [this.key.publicKey]) {
    return this.app.get(CheckpointVerifier).verify(linesOf(this.file), keys, head);
  }

  lines(): string[] {
    return readFileSync(this.file, 'utf8').trim().split('\n');
  }

  /** As a superuser, past every trigger and constraint. */
  async force(...statements: string[]): Promise<void> {
    await this.asOwner(async (client) => {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      for (const statement of statements) await client.query(statement);
      await client.query('COMMIT');
    });
  }

  /** What the cleverest forger does: whatever stands there from a position on gets seals that agree with each other. */
  async resealFrom(position: number): Promise<void> {
    await this.asOwner(async (client) => {
      const { rows } = await client.query<JournalRow & { seal: Buffer; salt: Buffer }>(
        'SELECT * FROM journal_entry WHERE position IS NOT NULL ORDER BY position',
      );
      let seal: Buffer = FIRST_SEAL;
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      for (const row of rows) {
        const at = Number(row.position);
        seal = at < position ? row.seal : sealOf(seal, at, entryOf(row), { version: 2, salt: row.salt });
        await client.query('UPDATE journal_entry SET seal = $1 WHERE position = $2', [seal, at]);
      }
      await client.query('COMMIT');
    });
  }

  async asOwner(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  async leave(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const edit = (position: number) => `UPDATE journal_entry SET body = '{"n": 4711}' WHERE position = ${position}`;

describe('a journal under signed checkpoints', () => {
  let house: House;
  beforeEach(async () => {
    house = await new House().stand();
    await house.append(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    await house.sign();
    await house.append(11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
    await house.sign();
  });
  afterEach(() => house.leave());

  it('that nobody touched is sound and fits', async () => {
    expect(await house.chain()).toMatchObject({ sound: true, entries: 20 });
    expect(await house.compare(20)).toMatchObject({ fits: true, checkpoints: 2, lastFitting: { position: 20, count: 20 } });
  });

  it('names the position that a superuser edited', async () => {
    await house.force(edit(7));
    expect(await house.chain()).toMatchObject({ sound: false, position: 7, reason: 'altered' });
  });

  it('names the position whose salt, version or actor was edited', async () => {
    await house.force("UPDATE journal_entry SET actor_id = 'somebody-else' WHERE position = 9");
    expect(await house.chain()).toMatchObject({ sound: false, position: 9, reason: 'altered' });
    await house.force('UPDATE journal_entry SET seal_version = 1, salt = NULL WHERE position = 5');
    expect(await house.chain()).toMatchObject({ sound: false, position: 5, reason: 'altered' });
  });

  it('names the position that a superuser deleted', async () => {
    await house.force('DELETE FROM journal_entry WHERE position = 12');
    expect(await house.chain()).toMatchObject({ sound: false, position: 12, reason: 'missing' });
  });

  it('names the position at which one was slipped in, by moving the others up or beside another', async () => {
    const copy = (position: number): string =>
      `INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body, position, seal, seal_version, salt)
       SELECT gen_random_uuid(), kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body, ${position}, seal, seal_version, salt
         FROM journal_entry WHERE position = 20`;
    await house.force("DO $$ BEGIN EXECUTE 'DROP INDEX ' || journal_part_name(journal_month(now())) || '_position'; END $$", copy(6));
    expect(await house.chain()).toMatchObject({ sound: false, position: 6, reason: 'inserted' });
    await house.force(
      'DELETE FROM journal_entry WHERE position = 6 AND serial > journal_part_start(journal_month(at)) + 20',
      'UPDATE journal_entry SET position = position + 1 WHERE position >= 6',
      copy(6),
    );
    expect(await house.chain()).toMatchObject({ sound: false, position: 6, reason: 'altered' });
  });

  it('tells that its tail was cut, from which the chain itself shows nothing', async () => {
    await house.force('DELETE FROM journal_entry WHERE position > 14');
    expect(await house.chain()).toMatchObject({ sound: true, entries: 14 });
    expect(await house.compare(14)).toMatchObject({
      fits: false,
      line: 2,
      reason: 'cut',
      checkpoint: { position: 20 },
      lastFitting: { position: 10 },
    });
  });

  it('tells that it was rewritten with new seals, and after which checkpoint', async () => {
    await house.force(edit(15));
    await house.resealFrom(15);
    expect(await house.chain()).toMatchObject({ sound: true, entries: 20 });
    expect(await house.compare(20)).toMatchObject({ fits: false, line: 2, reason: 'rewritten', lastFitting: { position: 10 } });
    await house.force(edit(1));
    await house.resealFrom(1);
    expect(await house.chain()).toMatchObject({ sound: true, entries: 20 });
    expect(await house.compare(20)).toMatchObject({ fits: false, line: 1, reason: 'rewritten', lastFitting: null });
  });

  it('is not signed again once it was rewritten or cut: that would vouch for the forger', async () => {
    await house.force(edit(20));
    await house.resealFrom(20);
    await expect(house.sign()).rejects.toThrow(JournalForked);
    await house.force('DELETE FROM journal_entry WHERE position > 17');
    await expect(house.sign()).rejects.toThrow('before the checkpoint at 20');
    expect(house.lines()).toHaveLength(2);
    expect(await metrics.metrics()).toMatch(/^bongsu_checkpoint_misfit 1$/m);
  });

  it('does not take checkpoints that were altered, made with another key, or made elsewhere', async () => {
    const [first = '', second = ''] = house.lines();
    const [head, payload = '', signature] = second.split('.');
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const other = Buffer.from(JSON.stringify({ ...said, position: 10 })).toString('base64url');
    const judged = async (...lines: string[]) => {
      writeFileSync(house.file, `${lines.join('\n')}\n`);
      return house.compare(20);
    };
    expect(await judged(first, `${head}.${other}.${signature}`)).toMatchObject({ fits: false, line: 2, reason: 'bad-signature' });
    expect(await judged(first, second.slice(0, -3))).toMatchObject({ fits: false, line: 2, reason: 'unreadable' });
    expect(await judged('')).toMatchObject({ fits: false, line: 1, reason: 'unreadable' });
    await judged(first, second);
    expect(await house.compare(20, [signingKey(newSigningKeyPem()).publicKey])).toMatchObject({ fits: false, reason: 'unknown-key' });
    await house.force('UPDATE platform_installation SET id = gen_random_uuid()');
    expect(await house.compare(20)).toMatchObject({ fits: false, line: 1, reason: 'other-installation' });
  });

  it('trusts a key that the one before it has announced', async () => {
    const next = signingKey(newSigningKeyPem());
    await house.app.get(Checkpointer).announce(house.key, next.publicKey);
    const after = await house.process({ CHECKPOINT_KEY: next.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string });
    await after.get(Checkpointer).onDemand();
    await after.get(Checkpointer).deliver();
    await after.close();
    expect(house.lines()).toHaveLength(4);
    expect(await house.compare(20)).toMatchObject({ fits: true, checkpoints: 4 });
    expect((await house.app.get(CheckpointStore).keys()).map(({ kid }) => kid)).toEqual([house.key.id, next.id]);
  });
});

describe('the signing of checkpoints', () => {
  let house: House;
  let outside: Server | undefined;
  afterEach(async () => {
    await house.leave();
    outside?.closeAllConnections();
    await new Promise((resolve) => (outside === undefined ? resolve(null) : outside.close(resolve)));
    outside = undefined;
  });

  it('happens when the head has moved, once however many workers there are, and as a heartbeat when nothing happens', async () => {
    house = await new House().stand({ CHECKPOINT_EVERY_MS: '300', CHECKPOINT_HEARTBEAT_MS: '1500' });
    const second = await house.process({ CHECKPOINT_EVERY_MS: '300', CHECKPOINT_HEARTBEAT_MS: '1500' });
    await house.append(1);
    const why = async (): Promise<string[]> => {
      const kept = await house.app.get(CheckpointStore).within(0, 9, 0, 100);
      return kept.map(({ jws }) => (JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { why: string }).why);
    };
    await eventually('a heartbeat follows', async () => (await why()).includes('heartbeat') && (await why()).includes('moved'));
    expect((await why()).filter((reason) => reason === 'moved')).toHaveLength(1);
    await eventually('the file holds them', () => house.lines().length >= 2);
    await second.close();
    expect(new Set(house.lines()).size).toBe(house.lines().length);
  });

  it('reaches an address outside, and what it did not take is sent with the next; the file and the journal do not wait', async () => {
    const taken: string[] = [];
    let answers = 503;
    outside = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (answers === 204) taken.push(`${request.headers.authorization ?? ''} ${body}`);
        response.writeHead(answers).end();
      });
    });
    await new Promise<void>((resolve) => outside?.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((outside.address() as AddressInfo).port)}/`;
    house = await new House().stand({ CHECKPOINT_WEBHOOK_URL: url, CHECKPOINT_WEBHOOK_TOKEN: 'of-the-archive' });
    await house.append(1);
    await house.sign();
    await house.append(2);
    expect(house.lines()).toHaveLength(1);
    expect(await metrics.metrics()).toMatch(/^bongsu_checkpoints_unsent [1-9]/m);
    answers = 204;
    await house.sign();
    expect(taken).toEqual(house.lines().map((line) => `Bearer of-the-archive ${line}`));
    expect(await metrics.metrics()).toMatch(/^bongsu_checkpoints_unsent 0$/m);
  });

  it('owes what could not be filed, and files it in order when the place is there', async () => {
    house = await new House().stand();
    const blocked = join(house.folder, 'not-a-folder');
    writeFileSync(blocked, '');
    const hindered = await house.process({ CHECKPOINT_FILE: join(blocked, 'checkpoints.jws') });
    await house.append(1);
    await hindered.get(Checkpointer).onDemand();
    await hindered.get(Checkpointer).deliver();
    await hindered.close();
    expect(await metrics.metrics()).toMatch(/^bongsu_checkpoints_unfiled [1-9]/m);
    await house.sign();
    const at = house
      .lines()
      .map((line) => (JSON.parse(Buffer.from(line.split('.')[1] ?? '', 'base64url').toString()) as { at: string }).at);
    expect(at).toHaveLength(2);
    expect(at).toEqual([...at].sort());
  });

  it('gives no false alarm with 100 writers at once', async () => {
    house = await new House().stand({ CHECKPOINT_EVERY_MS: '200' });
    const work = house.app.get(UnitOfWork);
    const until = performance.now() + 4_000;
    let written = 0;
    const writer = async (n: number): Promise<void> => {
      while (performance.now() < until) {
        await work.run(actor, async (tx) => {
          tx.append(Noted.of({ subject: { type: 'note', id: String(n) }, audience: ['*'], body: { n } }));
          return ok(null);
        });
        written += 1;
      }
    };
    await Promise.all(Array.from({ length: 100 }, (_, n) => writer(n)));
    await eventually('everything is numbered', async () => (await house.app.get(JournalReader).head()) === written);
    await house.sign();
    expect(await house.chain()).toMatchObject({ sound: true, entries: written });
    expect(await house.compare(written)).toMatchObject({ fits: true });
    expect(house.lines().length).toBeGreaterThan(5);
  });
});
