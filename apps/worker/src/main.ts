import { NestFactory } from '@nestjs/core';
import { PinoLogger, SettingsProblem, createLogger, settingsFromEnvironment } from '@bongsu/platform';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const settings = settingsFromEnvironment();
  const logger = createLogger(settings.telemetry, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), {
    logger: new PinoLogger(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  logger.info({ msg: 'worker runs', pid: process.pid });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof SettingsProblem ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
