import { freePort, isFree } from '../free-port';
import { PlainFailure } from '../plain-failure';
import type { LaunchSettings } from './launch-settings';

/** Where the worker's health and metrics are when nobody says otherwise and it is free. */
const USUAL_PORT = 3001;

/**
 * The port that the worker is given, so that the launcher knows where to ask for its health. The usual one may belong to a second installation:
 * then any other does. One that was asked for by name and is taken is refused.
 */
export async function workerPort(settings: LaunchSettings): Promise<number | 'off'> {
  const { WORKER_HTTP_PORT: asked, WORKER_HTTP_HOST: host, PORT } = settings;
  if (asked === 'off') return asked;
  if (asked === 0) return freePort();
  if (asked === undefined) return USUAL_PORT !== PORT && (await isFree(USUAL_PORT, host)) ? USUAL_PORT : freePort();
  if (asked !== PORT && (await isFree(asked, host))) return asked;
  throw new PlainFailure(
    `Port ${String(asked)} is taken by another program: end that, or choose another in WORKER_HTTP_PORT (0 for any free one, off for none).`,
  );
}
