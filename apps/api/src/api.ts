import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type PinoLogger, type Settings, createHttpApp } from '@bongsu/platform';
import { ApiModule } from './api.module';
import { describeApi } from './openapi';
import { serveBoard } from './serve-board';

/** The whole api, ready to listen: routes, sockets, its description at /api/openapi.json, and the board when it was built. */
export async function createApi(settings: Settings, logger: PinoLogger): Promise<NestFastifyApplication> {
  const app = await createHttpApp(ApiModule.with(settings), settings, logger);
  const description = describeApi(app);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', (_request, reply) => void reply.send(description));
  await serveBoard(app, settings.http.BONGSU_BOARD_DIR);
  return app;
}
