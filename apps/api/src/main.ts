import {
  Database,
  PinoLogger,
  SettingsProblem,
  collectProcessMetrics,
  createLogger,
  leaveWithin,
  settingsFromEnvironment,
} from '@bongsu/platform';
import { createApi } from './api';

/** For requests under way and connections; callers of what has not ended by then ask another api again, with the same key. */
const CLOSE_WITHIN_MS = 20_000;

async function main(): Promise<void> {
  const settings = settingsFromEnvironment();
  const logger = createLogger(settings.telemetry, 'api');
  collectProcessMetrics();
  const app = await createApi(settings, new PinoLogger(logger));
  leaveWithin(CLOSE_WITHIN_MS, () => logger.warn({ msg: 'api did not close in time and leaves' }));
  await app.get(Database).warmUp(Math.ceil(settings.database.DATABASE_POOL_MAX / 2));
  await app.listen(settings.http.PORT, settings.http.HOST);
  logger.info({ msg: 'api listens', port: settings.http.PORT });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof SettingsProblem ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
