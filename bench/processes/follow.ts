import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JournalFollower, JournalReader, JournalVerifier, PlatformModule, Wake, settingsFromEnvironment } from '@bongsu/platform';
import { emptyBoard, reduceAll } from '@bongsu/situation/contract';
import { Client } from 'pg';
import { answerParent } from './answer-parent';

/** As many as a follower reads at once. */
const PAGE = 1_000;

let app: INestApplicationContext;
let client: Client;

/** One who follows a journal, as the house does and with nothing but SELECT. Each answers entries a second. */
answerParent({
  start: async ({ url, cursorKey }: { url: string; cursorKey: string }): Promise<void> => {
    const settings = settingsFromEnvironment({
      DATABASE_URL: url,
      CURSOR_KEY: cursorKey,
      LOG_LEVEL: 'warn',
      PERSONAL_DATA_KEYS: `bench:${cursorKey}`,
      PERSONAL_DATA_INDEX_KEY: cursorKey,
    });
    @Module({ imports: [PlatformModule.forProcess({ settings, entities: [], name: 'bench' })] })
    class Following {}
    app = await NestFactory.createApplicationContext(Following, { logger: false, abortOnError: false });
    client = new Client({ connectionString: url });
    await client.connect();
  },
  /** The last so many entries, read and reduced to a board by the product's follower. */
  follow: async ({ last }: { last: number }): Promise<number> => {
    const reader = app.get(JournalReader);
    const head = await reader.head();
    const after = Math.max(0, head - last);
    return rateOf(head - after, async () => {
      let board = emptyBoard();
      await new Promise<void>((resolve, reject) => {
        const follower: JournalFollower = new JournalFollower(
          reader,
          app.get(Wake),
          after,
          (entries) => {
            board = reduceAll(board, entries);
            if (entries.at(-1)?.position === head) void follower.stop().then(resolve);
          },
          reject,
        );
        follower.start();
      });
    });
  },
  /** The same entries, read and parsed by pg. */
  read: async ({ last }: { last: number }): Promise<number> => {
    const { rows } = await client.query<{ head: string }>('SELECT max(position) AS head FROM journal_entry');
    const head = Number(rows[0]?.head);
    const after = Math.max(0, head - last);
    return rateOf(head - after, () => readAll(after));
  },
  /** `bongsu verify-journal`, from the first entry. */
  verify: async (): Promise<number> => {
    const verifier = app.get(JournalVerifier);
    const beganMs = performance.now();
    const found = await verifier.verify();
    if (!found.sound) throw new Error(`the journal is not sound at position ${String(found.position)}`);
    return found.entries / ((performance.now() - beganMs) / 1_000);
  },
  stop: async (): Promise<void> => {
    await app.close();
    await client.end();
  },
});

async function readAll(from: number): Promise<void> {
  for (let after = from; ;) {
    const { rows } = await client.query<{ position: string }>({
      name: 'page',
      text: `SELECT * FROM journal_entry WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
      values: [after],
    });
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.position);
  }
}

async function rateOf(entries: number, read: () => Promise<void>): Promise<number> {
  const beganMs = performance.now();
  await read();
  return entries / ((performance.now() - beganMs) / 1_000);
}
