import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { addressRoutes } from '@bongsu/platform';
import { settingsFromEnvironment } from '@bongsu/platform/config';
import { ApiModule } from '../../api/src/api.module';
import { describeApi } from '../../api/src/openapi';

/**
 * The API's description as JSON text, keys sorted so that a change shows as a change. Nothing is started for it: in Nest's preview mode
 * modules and controllers are put together and no provider is made, so that no database is needed.
 */
export async function apiDescription(): Promise<string> {
  const settings = settingsFromEnvironment({ DATABASE_URL: 'postgres://nobody@localhost/nothing', CURSOR_KEY: 'A'.repeat(43) });
  const app = await NestFactory.create(ApiModule.with(settings), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  addressRoutes(app);
  return `${JSON.stringify(sorted(describeApi(app)), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
