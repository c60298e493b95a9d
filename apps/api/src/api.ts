import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type PinoLogger, type Settings, createHttpApp, isInside, noSuchAddress, writeProblem } from '@bongsu/platform';
import { ApiModule } from './api.module';
import { describeApi } from './openapi';
import { serveBoard } from './serve-board';

/** The whole api, ready to listen: routes, sockets, its description at /api/openapi.json, and the board when it was built. */
export async function createApi(settings: Settings, logger: PinoLogger): Promise<NestFastifyApplication> {
  const app = await createHttpApp(ApiModule.with(settings), settings, logger);
  const description = describeApi(app);
  const { API_DESCRIPTION_PUBLIC: isPublic, METRICS_TOKEN: token } = settings.telemetry;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', { config: { admission: 'always' } }, (request, reply) => {
      if (isPublic || isInside(request, token)) void reply.send(description);
      else writeProblem(noSuchAddress(), request, reply);
    });
  await serveBoard(app, settings.http.BONGSU_BOARD_DIR);
  return app;
}
