import { PinoLogger, createLogger } from '@bongsu/platform';
import { createApi } from '../../apps/api/src/api';
import { describeApi } from '../../apps/api/src/openapi';
import { type ApiOperation, operationsOf } from './api-operations';
import { freshDatabase } from './fresh-database';
import { type TestApp, listening } from './http-app';
import { testSettings } from './settings';

/** The api as it really is put together, in this process, with all its operations as it describes them itself. */
export async function startWholeApi(overrides: Record<string, string> = {}): Promise<TestApp & { operations: readonly ApiOperation[] }> {
  const database = await freshDatabase();
  const settings = testSettings({ DATABASE_URL: database.url, ...overrides });
  const app = await createApi(settings, new PinoLogger(createLogger(settings.telemetry, 'test')));
  return { ...(await listening(app, database)), operations: operationsOf(describeApi(app)) };
}
