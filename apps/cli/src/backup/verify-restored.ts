import { randomBytes } from 'node:crypto';
import { JournalVerifier, PlatformModule, settingsFromEnvironment } from '@bongsu/platform';
import { NestFactory } from '@nestjs/core';
import { PlainFailure } from '../plain-failure';

/** Recomputes every seal of the restored journal. */
export async function verifyRestored(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const settings = settingsFromEnvironment({ DATABASE_URL: ownerUrl, CURSOR_KEY: randomBytes(32).toString('base64') });
  const app = await NestFactory.createApplicationContext(PlatformModule.forProcess({ settings, name: 'restore', entities: [] }), {
    logger: false,
    abortOnError: false,
  });
  try {
    const verdict = await app.get(JournalVerifier).verify(() => undefined);
    if (!verdict.sound)
      throw new PlainFailure(
        `The restored journal is not sound: position ${String(verdict.position)}. Take another backup, and keep this one as it is.`,
      );
    say(`The journal is sound: ${String(verdict.entries)} entries.`);
  } finally {
    await app.close();
  }
}
