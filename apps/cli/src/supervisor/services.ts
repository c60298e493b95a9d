import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processEnvironment } from '@bongsu/platform/config';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import type { HomeFolder } from './home-folder';
import type { LaunchSettings } from './launch-settings';
import { untilReady } from './readiness';
import { Service } from './service';

const readyWithinMs = 90_000;
/** A worker may finish its jobs (QUEUE_DRAIN_MS, 20 s unless set) and then closes. */
const stopWithinMs = { api: 12_000, worker: 27_000 };

/** What the launcher has found or made for api and worker. */
interface Found {
  readonly home: HomeFolder;
  /** Of the account that they log in with, not of the owner. */
  readonly databaseUrl: string;
  readonly cursorKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The launcher's own environment, completed: what the operator has set stays as it is. */
export function childEnvironment(settings: LaunchSettings, { home, databaseUrl, cursorKey }: Found): Environment {
  const board = join(projectRoot(), 'dist', 'board');
  return {
    NODE_ENV: 'production',
    ...processEnvironment(),
    DATABASE_URL: databaseUrl,
    // Only the migrator is given the owner.
    DATABASE_OWNER_URL: undefined,
    BONGSU_HOME: home.path,
    BONGSU_BOARD_DIR: settings.BONGSU_BOARD_DIR ?? (existsSync(board) ? board : undefined),
    CURSOR_KEY: settings.CURSOR_KEY ?? cursorKey,
    PORT: String(settings.PORT),
    HOST: settings.HOST,
  };
}

interface Surroundings {
  readonly environment: Environment;
  readonly logs: string;
  readonly watch: boolean;
  readonly onStarted: (pid: number) => void;
  readonly say: (line: string) => void;
}

export function makeService(name: 'api' | 'worker', { environment, logs, watch, onStarted, say }: Surroundings): Service {
  const logFile = join(logs, `${name}.log`);
  return new Service({
    program: join(projectRoot(), 'dist', 'apps', name, 'src', 'main.js'),
    preload: join(__dirname, 'leave-with-parent.js'),
    environment,
    logFile,
    watch,
    stopWithinMs: stopWithinMs[name],
    onStarted,
    onCrash: (how, againInMs) => say(`  ${name.padEnd(8)}  ended (${how}); starts again in ${String(againInMs / 1000)} s; see ${logFile}`),
  });
}

/** A process that cannot even start for the first time is not tried again and again: its own words say why. */
export async function untilStanding(api: Service, worker: Service, address: string, interrupted: () => boolean): Promise<void> {
  const ready = await untilReady(`${address}/health/ready`, readyWithinMs, () => api.crashes + worker.crashes > 0 || interrupted());
  if (ready || interrupted()) return;
  const [name, service] = worker.crashes > 0 ? ['worker', worker] : ['api', api];
  const what = service.crashes > 0 ? 'ended while starting' : `was not ready within ${String(readyWithinMs / 1000)} s`;
  throw new PlainFailure(`The ${name} ${what}. Its last words:\n${service.lastWords()}`);
}
