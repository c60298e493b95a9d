import { randomBytes } from 'node:crypto';
import { type Settings, settingsFromEnvironment } from '@bongsu/platform';

/** Settings of a test process: quiet, quick to reconcile, with a key of its own. */
export function testSettings(overrides: Record<string, string> = {}): Settings {
  return settingsFromEnvironment({
    CURSOR_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    PORT: '0',
    QUEUE_RECONCILE_MS: '500',
    QUEUE_DRAIN_MS: '3000',
    DATABASE_POOL_MAX: '10',
    ...overrides,
  });
}
