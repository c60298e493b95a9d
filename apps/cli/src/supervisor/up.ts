import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isFree } from '../free-port';
import { PlainFailure } from '../plain-failure';
import { guardProcesses, type ProcessGuard } from '../process-guard';
import { keepCheckpointKey } from './checkpoint-places';
import { startHomeDatabase, type HomeDatabase } from './home-database';
import { openHomeFolder, type HomeFolder } from './home-folder';
import { lockHome } from './home-lock';
import { launchSettings, type LaunchSettings, walArchiveOf } from './launch-settings';
import { Leftovers } from './leftovers';
import { runCommand } from './one-off';
import { requireReachable } from './outside-server';
import { keptPersonalDataKeys } from './personal-data-keys';
import { ensureRuntimeUser } from './runtime-user';
import { keptSecrets } from './secrets';
import type { Service } from './service';
import { childEnvironment, makeService, secondFactorRoles, untilStanding } from './services';
import { listenForStop } from './stop-request';
import { welcome } from './welcome';
import { workerPort } from './worker-door';

export interface UpOptions {
  /** Told each line for the person who waits. */
  readonly say: (line: string) => void;
  /** For development: api and worker restart when their built files change. */
  readonly watch: boolean;
}

/**
 * `bongsu up`: database, schema, demo world, api and worker, from nothing to a board in one command. Resolves when everything has been
 * stopped again after Ctrl-C; throws a PlainFailure, with everything stopped, when something is in the way.
 */
export async function up(options: UpOptions): Promise<void> {
  const settings = launchSettings();
  const home = openHomeFolder(settings.BONGSU_HOME);
  const port = settings.PORT === 0 ? await freePort() : settings.PORT;
  const address = addressOf(settings.HOST, port);
  const lock = lockHome(home.path, address);
  const stopRequest = listenForStop();
  const installation = new Installation({ ...settings, PORT: port }, home, address, options);
  try {
    await installation.start(stopRequest.wasAsked);
    await stopRequest.asked;
    options.say('\nStopping; Ctrl-C again to stop at once.');
  } catch (failure) {
    // Interrupted half-way, the half fails; that was asked for.
    if (!stopRequest.wasAsked()) throw failure;
  } finally {
    stopRequest.onSecond(() => installation.kill());
    await installation.stop();
    lock.release();
    stopRequest.dispose();
  }
  options.say('Stopped.');
}

/** Everything that one start has running, in the order in which it was started. */
class Installation {
  private readonly guard: ProcessGuard = guardProcesses();
  private readonly leftovers: Leftovers;
  private database: HomeDatabase | undefined;
  private api: Service | undefined;
  private worker: Service | undefined;

  constructor(
    private readonly settings: LaunchSettings,
    private readonly home: HomeFolder,
    private readonly address: string,
    private readonly options: UpOptions,
  ) {
    this.leftovers = new Leftovers(home.path);
  }

  async start(interrupted: () => boolean): Promise<void> {
    const { home, address } = this;
    const { say } = this.options;
    const ended = await this.leftovers.end();
    if (ended > 0) say(`  cleared   ${String(ended)} process(es) that an earlier start left behind`);
    await requireFreePort(this.settings);
    const settings = { ...this.settings, WORKER_HTTP_PORT: await workerPort(this.settings) };
    const secrets = keptSecrets(home.path);
    keepCheckpointKey(home.path);
    const databaseUrl = await this.findDatabase(secrets.databasePassword);
    await this.findQueues();
    const ownerUrl = settings.DATABASE_OWNER_URL ?? databaseUrl;
    const found = { home, databaseUrl, cursorKey: secrets.cursorKey, keyFile: keptPersonalDataKeys(home.path) };
    say(`  schema    ${await runCommand(['migrate'], { ...childEnvironment(settings, found), DATABASE_OWNER_URL: ownerUrl })}`);
    const runtimeUrl = this.database ? await ensureRuntimeUser(databaseUrl, secrets.runtimePassword) : databaseUrl;
    const environment = childEnvironment(settings, { ...found, databaseUrl: runtimeUrl });
    say(`  privacy   ${await runCommand(['personal-data', 'seal'], environment)}`);
    say(`  world     ${await runCommand(['seed', '--if-empty'], environment)}`);
    if (secondFactorRoles(settings) === 'none')
      say('  factors   no role must have a second factor here: a demo world; SECOND_FACTOR_ROLES sets it');
    if (interrupted()) return;
    const logs = join(home.path, 'logs');
    await this.startServices(settings, environment, logs, interrupted);
    if (!interrupted()) say(welcome({ address, accountsFile: join(home.path, 'demo-accounts.json'), logs }));
  }

  /** Clients first, then workers, then the database. */
  async stop(): Promise<void> {
    this.worker?.expectEnd();
    await this.api?.stop();
    await this.worker?.stop();
    await this.database?.stop();
    this.leftovers.forget();
    this.guard.dismiss();
  }

  /** No more patience with api and worker; the database still closes its files. */
  kill(): void {
    this.api?.kill();
    this.worker?.kill();
  }

  private async findDatabase(password: string): Promise<string> {
    const { DATABASE_URL: given } = this.settings;
    const walArchive = walArchiveOf(this.settings);
    const { say } = this.options;
    if (given !== undefined) {
      await requireReachable('PostgreSQL', given, 5432, 'start it, or unset DATABASE_URL to use the embedded one.');
      say('  database  the one in DATABASE_URL');
      return given;
    }
    const events = { onStarted: (pid: number) => this.guard.watch(pid), onCrash: (what: string) => say(`  database  ${what}`) };
    const wal = walArchive === null ? 'nowhere' : { archive: walArchive };
    this.database = await startHomeDatabase(this.home, password, events, wal);
    say(`  database  PostgreSQL 18 on 127.0.0.1:${String(this.database.port)}, data in ${this.database.dataDir}`);
    if (walArchive !== null) say(`  archive   WAL goes to ${walArchive}; a base beside it: bongsu backup --base`);
    return this.database.url;
  }

  private async findQueues(): Promise<void> {
    const { REDIS_URL: given } = this.settings;
    if (given === undefined) return;
    await requireReachable('Redis', given, 6379, 'start it, or unset REDIS_URL to keep the queues in PostgreSQL.');
    this.options.say('  queues    Redis, the one in REDIS_URL');
  }

  private async startServices(
    settings: LaunchSettings,
    environment: Readonly<Record<string, string | undefined>>,
    logs: string,
    interrupted: () => boolean,
  ): Promise<void> {
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const { say, watch } = this.options;
    const onStarted = (pid: number): void => {
      this.guard.letGoFirst(pid);
      this.leftovers.add(pid);
    };
    const surroundings = { settings, environment, logs, watch, onStarted, say };
    this.api = makeService('api', surroundings);
    this.worker = makeService('worker', surroundings);
    this.api.start();
    this.worker.start();
    const { WORKER_HTTP_PORT: door, WORKER_HTTP_HOST: host } = settings;
    const workerAt = typeof door === 'number' ? addressOf(host, door) : undefined;
    await untilStanding(
      [
        { name: 'worker', service: this.worker, readyAt: workerAt },
        { name: 'api', service: this.api, readyAt: this.address },
      ],
      interrupted,
    );
    if (workerAt !== undefined && !interrupted()) say(`  worker    health and metrics at ${workerAt}`);
  }
}

async function requireFreePort({ PORT, HOST }: LaunchSettings): Promise<void> {
  if (await isFree(PORT, HOST)) return;
  throw new PlainFailure(
    `Port ${String(PORT)} is taken by another program: end that, or choose another port, such as \`PORT=${String(PORT + 1)} npm start\`.`,
  );
}

function addressOf(host: string, port: number): string {
  const shown = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${String(port)}`;
}
