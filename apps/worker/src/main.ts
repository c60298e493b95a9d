import {
  Database,
  PinoLogger,
  SettingsProblem,
  collectProcessMetrics,
  createLogger,
  createWorkerApp,
  leaveWithin,
  settingsFromEnvironment,
  startWorkerApp,
} from '@bongsu/platform';
import { WorkerModule } from './worker.module';

/** To close connections after the drain; what has not closed by then never will. */
const CLOSE_WITHIN_MS = 3_000;

async function main(): Promise<void> {
  const settings = settingsFromEnvironment();
  const logger = createLogger(settings.telemetry, 'worker');
  collectProcessMetrics();
  const app = await createWorkerApp(WorkerModule.with(settings), new PinoLogger(logger));
  // Its jobs are promises that another worker keeps.
  leaveWithin(settings.queues.QUEUE_DRAIN_MS + CLOSE_WITHIN_MS, () => logger.warn({ msg: 'worker did not close in time and leaves' }));
  await app.get(Database).warmUp(Math.ceil(settings.database.DATABASE_POOL_MAX / 2));
  await startWorkerApp(app, settings.worker);
  logger.info({ msg: 'worker runs', pid: process.pid, health: settings.worker.WORKER_HTTP_PORT === 'off' ? 'off' : await app.getUrl() });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof SettingsProblem ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
