import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory of its own size, mounted at a folder. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Whether this account may mount. Tried, because many things decide it. */
  static mayMount(): boolean {
    const folder = mkdtempSync(join(tmpdir(), 'bongsu-mount-'));
    const may = mount(folder, 1);
    if (may) unmount(folder);
    rmdirSync(folder);
    return may;
  }

  /** Throws where mounting is not permitted. */
  static at(folder: string, sizeMb: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    if (!mount(folder, sizeMb)) throw new Error(`no file system can be mounted at ${folder}`);
    return new SmallDisk(folder);
  }

  /** Writes until there is no room. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.folder);
    try {
      writeFileSync(this.ballast, Buffer.alloc(bavail * bsize));
    } catch {
      // Others wrote meanwhile: it is full all the same.
    }
  }

  empty(): void {
    rmSync(this.ballast, { force: true });
  }

  /** Whatever lay on it is gone. */
  unmount(): void {
    unmount(this.folder);
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

function mount(folder: string, sizeMb: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0;
}

function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
}
