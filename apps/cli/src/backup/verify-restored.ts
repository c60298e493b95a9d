import { randomBytes } from 'node:crypto';
import { JournalArchives, JournalVerifier, PlatformModule, settingsFromEnvironment } from '@bongsu/platform';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { PlainFailure } from '../plain-failure';

/**
 * Recomputes every seal of the restored journal, and has PostgreSQL look at all tables once: it knows nothing of what was filled in, and does not count
 * what it replays, so that it would take the largest table for an empty one.
 */
export async function verifyRestored(ownerUrl: string, say: (line: string) => void): Promise<void> {
  await analyse(ownerUrl);
  const settings = settingsFromEnvironment({ DATABASE_URL: ownerUrl, CURSOR_KEY: randomBytes(32).toString('base64') });
  const app = await NestFactory.createApplicationContext(PlatformModule.forProcess({ settings, name: 'restore', entities: [] }), {
    logger: false,
    abortOnError: false,
  });
  try {
    const cut = await app.get(JournalArchives).cut();
    const verdict = await app.get(JournalVerifier).verify(() => undefined, cut);
    if (!verdict.sound)
      throw new PlainFailure(
        `The restored journal is not sound: position ${String(verdict.position)}. Take another backup, and keep this one as it is.`,
      );
    say(`The journal is sound: ${String(verdict.entries)} entries.`);
    if (cut.at !== null)
      say(`  Positions 1 to ${String(cut.position)} are in archives, until ${cut.at}: keep those files with the backup.`);
  } finally {
    await app.close();
  }
}

async function analyse(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu restore', options: '-c statement_timeout=0' });
  await client.connect();
  try {
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
