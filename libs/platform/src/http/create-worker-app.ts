import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SettingsProblem } from '../config/concern';
import type { Settings } from '../config/concerns';
import type { PinoLogger } from '../telemetry/logger';
import { ProblemFilter } from './problem.filter';

/**
 * A process that works off queues, with a small door of its own for health and metrics. That door stays open while jobs are drained, so that
 * whoever watches sees it leave; no other route and no socket is behind it.
 */
export async function createWorkerApp(root: Type | object, logger: PinoLogger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ logger: false, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(root as Type, adapter, { logger, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter());
  // An exit code of 0 when everything was closed in order, whoever asked for it.
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  return app;
}

/** Starts the work and opens the door. Throws SettingsProblem, with the work ended in order, when another program has the port. */
export async function startWorkerApp(app: NestFastifyApplication, settings: Settings['worker']): Promise<void> {
  const { WORKER_HTTP_PORT: port, WORKER_HTTP_HOST: host } = settings;
  if (port === 'off') {
    await app.init();
    return;
  }
  try {
    await app.listen(port, host);
  } catch (fault) {
    await app.close();
    if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw fault;
    throw new SettingsProblem([
      `WORKER_HTTP_PORT: port ${String(port)} is taken by another program; choose another, 0 for any free one, or off`,
    ]);
  }
}
