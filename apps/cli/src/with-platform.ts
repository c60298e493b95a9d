import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PlatformModule } from '@bongsu/platform';
import { oneOffSettings, onDatabase } from './one-off-settings';

/** Runs `work` with the platform alone (database, journal, promises; no context of the house), and closes it. */
export function withPlatform<T>(name: string, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  return onDatabase(async () => {
    const { settings } = oneOffSettings();
    const app = await NestFactory.createApplicationContext(PlatformModule.forProcess({ settings, name, entities: [] }), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  });
}
