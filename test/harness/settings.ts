import { randomBytes } from 'node:crypto';
import { type Settings, settingsFromEnvironment } from '@bongsu/platform';

/** Keys of one test installation, as its environment gives them. */
export function personalDataKeys(): { PERSONAL_DATA_KEYS: string; PERSONAL_DATA_INDEX_KEY: string } {
  const key = (): string => randomBytes(32).toString('base64');
  return { PERSONAL_DATA_KEYS: `test:${key()}`, PERSONAL_DATA_INDEX_KEY: key() };
}

/** Processes of one spec belong to one installation: they share its keys, or the second would not start. */
const ownKeys = personalDataKeys();

/** Settings of a test process: quiet, quick to reconcile. */
export function testSettings(overrides: Record<string, string> = {}): Settings {
  return settingsFromEnvironment({
    CURSOR_KEY: randomBytes(32).toString('base64'),
    ...ownKeys,
    LOG_LEVEL: 'silent',
    PORT: '0',
    QUEUE_RECONCILE_MS: '500',
    QUEUE_DRAIN_MS: '3000',
    DATABASE_POOL_MAX: '10',
    // Specs ask quicker than people do; those about limits set their own.
    RATE_ACCOUNT_PER_SECOND: '10000',
    RATE_ADDRESS_PER_SECOND: '20000',
    RATE_GLOBAL_PER_SECOND: '50000',
    SOCKETS_PER_ACCOUNT: '2000',
    // Its invented administrators have a password alone; specs about second factors set their own.
    SECOND_FACTOR_ROLES: 'none',
    // Specs about the probe walk by themselves: in the others nothing is written that nobody wrote.
    PROBE_EVERY_MS: 'off',
    ...overrides,
  });
}
