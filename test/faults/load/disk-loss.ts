import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { archiving, openArchive } from '../../../apps/cli/src/base/wal-archive';
import { giveToDatabase } from '../world/give-to-database';
import type { World } from '../world/world';

/** What is left of an installation whose data folder is gone. */
export interface Remains {
  readonly base: string;
  readonly wal: readonly string[];
}

/** The operator's part of the story: the archive of WAL, base backups, a disk that is lost and what the product's own commands bring back. */
export class DiskLoss {
  private readonly archive: string;

  private constructor(private readonly world: World) {
    this.archive = world.ground.place('wal-archive');
  }

  /** The world's server archives its WAL from now on, as it would with BONGSU_WAL_ARCHIVE_DIR. */
  static async prepare(world: World, everySeconds: number): Promise<DiskLoss> {
    const loss = new DiskLoss(world);
    openArchive(loss.archive);
    for (const [name, value] of Object.entries(archiving(loss.archive, everySeconds)))
      await world.sql(`ALTER SYSTEM SET ${name} = '${value}'`);
    await world.postgres.stop();
    await world.heal();
    return loss;
  }

  async takeBase(): Promise<string> {
    const base = this.world.ground.place('base');
    const { code, said } = await this.world.command('backup', '--base', '--out', base);
    if (code !== 0) throw new Error(`bongsu backup --base ended with ${String(code)}: ${said}`);
    return base;
  }

  /** A power cut, then the data folder is no more. `savesWal`: what had not been archived yet lay on another disk. */
  async strike(base: string, savesWal: boolean): Promise<Remains> {
    const { postgres, ground } = this.world;
    await postgres.crash();
    const saved = ground.place('saved-wal');
    if (savesWal) {
      cpSync(join(postgres.dataDir, 'pg_wal'), saved, { recursive: true, preserveTimestamps: true });
      giveToDatabase(saved);
    }
    rmSync(postgres.dataDir, { recursive: true });
    return { base, wal: savesWal ? [this.archive, saved] : [this.archive] };
  }

  /** `bongsu restore` into a new home, on which the world's server stands from then on. Answers what the command said. */
  async restore({ base, wal }: Remains): Promise<string> {
    const { postgres, ground } = this.world;
    const home = ground.place('restored-home');
    mkdirSync(home, { mode: 0o711 });
    // The world's programs go on with the password that they know.
    const secrets = {
      cursorKey: randomBytes(32).toString('base64'),
      databasePassword: passwordIn(postgres.url()),
      runtimePassword: randomBytes(24).toString('base64url'),
    };
    writeFileSync(join(home, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
    const environment = { ...ground.environment(postgres.url()), BONGSU_HOME: home };
    const { code, said } = await ground.commandWith(environment, 'restore', '--base', base, '--wal', ...wal);
    if (code !== 0) throw new Error(`bongsu restore ended with ${String(code)}: ${said}`);
    postgres.moveTo(join(home, 'postgres'));
    await postgres.start();
    return said;
  }
}

const passwordIn = (url: string): string => decodeURIComponent(new URL(url).password);
