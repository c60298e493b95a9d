import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { databaseUser } from '../../../apps/cli/src/postgres/database-user';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../apps/cli/src/postgres/embedded-postgres';
import { serverBinaries } from '../../../apps/cli/src/postgres/server-binaries';
import { childrenOf, tell } from './children';
import type { SmallDisk } from './small-disk';

export const databaseName = 'bongsu';
/** One for every cluster of a run, as they are copies of one. */
const password = randomBytes(18).toString('base64url');

export interface PostgresOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly onStarted: (pid: number) => void;
  /** The file system that the folder lies on, when it has one of its own. */
  readonly disk: SmallDisk | null;
}

/** PostgreSQL as the product starts it, durable, on a folder of its own; it can be crashed, frozen and started again. */
export class PostgresPart {
  private server: EmbeddedPostgres | undefined;
  private isFrozen = false;
  private folder: string;

  constructor(private readonly options: PostgresOptions) {
    this.folder = options.dataDir;
  }

  get dataDir(): string {
    return this.folder;
  }

  /** The next start is on another folder, with the same password. */
  moveTo(dataDir: string): void {
    if (this.isRunning) throw new Error('a server that runs cannot be moved');
    this.folder = dataDir;
  }

  get port(): number {
    return this.options.port;
  }

  get isRunning(): boolean {
    return this.server !== undefined;
  }

  get disk(): SmallDisk | null {
    return this.options.disk;
  }

  /** Connection string of the owner; `port` of a proxy in front of it, if that is to be passed. */
  url(database = databaseName, port = this.options.port): string {
    return `postgres://bongsu:${password}@127.0.0.1:${String(port)}/${database}`;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    if (this.server !== undefined) return;
    const { port, settings, onStarted } = this.options;
    const { dataDir } = this;
    const server = await startEmbeddedPostgres({ dataDir, port, settings, onStarted, user: 'bongsu', password });
    this.server = server;
    this.isFrozen = false;
    // It may end by itself: then it can be started again.
    void server.ended.then(() => {
      if (this.server === server) this.server = undefined;
    });
  }

  /** `pg_ctl stop -m immediate`: what a power cut leaves. Resolves when the server is gone. */
  async crash(): Promise<void> {
    await this.control('immediate');
  }

  /** kill -9 of the server and of every session of it. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    for (const pid of this.pids()) tell(pid, 'SIGKILL');
    await server.ended;
    this.server = undefined;
  }

  /** `pg_ctl stop -m fast`: sessions are cut, a checkpoint is written. */
  async stop(): Promise<void> {
    await this.control('fast');
  }

  /** SIGSTOP for the server and every session of it: connections stay open and nothing answers. */
  freeze(): void {
    this.isFrozen = true;
    for (const pid of this.pids()) tell(pid, 'SIGSTOP');
  }

  thaw(): void {
    this.isFrozen = false;
    for (const pid of this.pids()) tell(pid, 'SIGCONT');
  }

  private async control(mode: 'immediate' | 'fast'): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    if (this.isFrozen) this.thaw();
    const user = databaseUser();
    const words = ['stop', '--pgdata', this.dataDir, '--mode', mode, '--no-wait'];
    spawnSync(serverBinaries(user).pgCtl, words, { ...user, cwd: '/', stdio: 'ignore' });
    await server.ended;
    this.server = undefined;
  }

  private pids(): number[] {
    const { server } = this;
    if (server === undefined) return [];
    return [server.pid, ...childrenOf(server.pid)];
  }
}
