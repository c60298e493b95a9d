import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processEnvironment } from '@bongsu/platform/config';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { checkpointPlaces } from './checkpoint-places';
import type { HomeFolder } from './home-folder';
import type { LaunchSettings } from './launch-settings';
import { untilReady } from './readiness';
import { Service } from './service';

const readyWithinMs = 90_000;
const closeWithinMs = { api: 12_000, worker: 7_000 };
const BYTES_PER_MB = 1024 * 1024;

/** What the launcher has found or made for api and worker. */
interface Found {
  readonly home: HomeFolder;
  /** Of the account that they log in with, not of the owner. */
  readonly databaseUrl: string;
  readonly cursorKey: string;
  /** Keys of personal data. */
  readonly keyFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The launcher's own environment, completed: what the operator has set stays as it is. */
export function childEnvironment(settings: LaunchSettings, { home, databaseUrl, cursorKey, keyFile }: Found): Environment {
  const board = join(projectRoot(), 'dist', 'board');
  return {
    NODE_ENV: 'production',
    ...processEnvironment(),
    ...checkpointPlaces(home.path, processEnvironment()),
    DATABASE_URL: databaseUrl,
    // Only the migrator is given the owner.
    DATABASE_OWNER_URL: undefined,
    BONGSU_HOME: home.path,
    BONGSU_BOARD_DIR: settings.BONGSU_BOARD_DIR ?? (existsSync(board) ? board : undefined),
    CURSOR_KEY: settings.CURSOR_KEY ?? cursorKey,
    PERSONAL_DATA_KEYS_FILE: settings.PERSONAL_DATA_KEYS_FILE ?? (hasOtherKeys(settings) ? undefined : keyFile),
    SECOND_FACTOR_ROLES: secondFactorRoles(settings),
    PORT: String(settings.PORT),
    HOST: settings.HOST,
    WORKER_HTTP_PORT: settings.WORKER_HTTP_PORT === undefined ? undefined : String(settings.WORKER_HTTP_PORT),
  };
}

/** The operator keeps the keys of personal data somewhere else than in a file. */
const hasOtherKeys = ({ PERSONAL_DATA_KEYS: pairs, PERSONAL_DATA_KEYS_COMMAND: command }: LaunchSettings): boolean =>
  pairs !== undefined || command !== undefined;

/** The demo world's printed accounts have a password alone. With a database of one's own the default of the product holds. */
export const secondFactorRoles = ({ SECOND_FACTOR_ROLES: told, DATABASE_URL: own }: LaunchSettings): string | undefined =>
  told ?? (own === undefined ? 'none' : undefined);

interface Surroundings {
  readonly settings: LaunchSettings;
  readonly environment: Environment;
  readonly logs: string;
  readonly watch: boolean;
  readonly onStarted: (pid: number) => void;
  readonly say: (line: string) => void;
}

export function makeService(name: 'api' | 'worker', { settings, environment, logs, watch, onStarted, say }: Surroundings): Service {
  const logFile = join(logs, `${name}.log`);
  return new Service({
    program: join(projectRoot(), 'dist', 'apps', name, 'src', 'main.js'),
    preload: join(__dirname, 'leave-with-parent.js'),
    environment,
    logFile,
    watch,
    logBounds: { maxBytes: settings.LOG_FILE_MAX_MB * BYTES_PER_MB, keep: settings.LOG_FILES_KEPT },
    // A worker may finish its jobs and then closes.
    stopWithinMs: closeWithinMs[name] + (name === 'worker' ? settings.QUEUE_DRAIN_MS : 0),
    onStarted,
    onCrash: (how, againInMs) => say(`  ${name.padEnd(8)}  ended (${how}); starts again in ${String(againInMs / 1000)} s; see ${logFile}`),
  });
}

/** A service and where it says that it is ready; nowhere when it opens no door. */
export interface Watched {
  readonly name: 'api' | 'worker';
  readonly service: Service;
  readonly readyAt: string | undefined;
}

/** A process that cannot even start for the first time is not tried again and again: its own words say why. */
export async function untilStanding(watched: readonly Watched[], interrupted: () => boolean): Promise<void> {
  const crashed = (): Watched | undefined => watched.find(({ service }) => service.crashes > 0);
  const startedAt = performance.now();
  for (const { name, service, readyAt } of watched) {
    if (readyAt === undefined) continue;
    const leftMs = readyWithinMs - (performance.now() - startedAt);
    const ready = await untilReady(`${readyAt}/health/ready`, leftMs, () => crashed() !== undefined || interrupted());
    if (interrupted()) return;
    const dead = crashed();
    if (dead) throw standsNot(dead, 'ended while starting');
    if (!ready) throw standsNot({ name, service }, `was not ready within ${String(readyWithinMs / 1000)} s`);
  }
}

function standsNot({ name, service }: Pick<Watched, 'name' | 'service'>, what: string): PlainFailure {
  return new PlainFailure(`The ${name} ${what}. Its last words:\n${service.lastWords()}`);
}
