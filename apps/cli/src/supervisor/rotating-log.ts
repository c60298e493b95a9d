import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';

export interface LogBounds {
  /** A file that would grow beyond this is put aside. */
  readonly maxBytes: number;
  /** How many files that were put aside are kept: `api.log.1`, the latest, and so on. */
  readonly keep: number;
}

/** More than this without an end is not waited for. */
const LONGEST_LINE_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * The log of a supervised process, written by its supervisor so that it can be put aside while that process runs, between two lines. What an
 * earlier start left is put aside at once. Written synchronously: a last word is in the file before anybody reads it.
 */
export class RotatingLog {
  private file: number | undefined;
  private sizeBytes = 0;

  constructor(
    readonly path: string,
    private readonly bounds: LogBounds,
  ) {
    if (existsSync(path)) this.putAside();
  }

  /** Writes what comes out of a stream, whole lines at a time, until it ends. */
  follow(stream: Readable): void {
    let rest: Buffer = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const lines = all.lastIndexOf(NEWLINE) + 1;
      const now = lines === 0 && all.length > LONGEST_LINE_BYTES ? all.length : lines;
      if (now > 0) this.write(all.subarray(0, now));
      rest = Buffer.from(all.subarray(now));
    });
    stream.on('end', () => {
      if (rest.length > 0) this.write(Buffer.concat([rest, Buffer.from('\n')]));
    });
    stream.on('error', () => undefined);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
    this.sizeBytes = 0;
  }

  /** A full disk costs lines of the log; it must not cost the processes that are logged. */
  private write(lines: Buffer): void {
    try {
      for (let rest = lines; rest.length > 0;) {
        const now = this.fitting(rest);
        if (now === 0) this.putAside();
        this.append(rest.subarray(0, now));
        rest = rest.subarray(now);
      }
    } catch {
      this.close();
    }
  }

  /** How many bytes of whole lines still go into this file; a line that is longer than any file goes into one of its own. */
  private fitting(lines: Buffer): number {
    const roomBytes = this.bounds.maxBytes - this.sizeBytes;
    if (lines.length <= roomBytes) return lines.length;
    const fits = roomBytes > 0 ? lines.lastIndexOf(NEWLINE, roomBytes - 1) + 1 : 0;
    return fits > 0 || this.sizeBytes > 0 ? fits : lines.indexOf(NEWLINE) + 1 || lines.length;
  }

  private append(lines: Buffer): void {
    if (lines.length === 0) return;
    this.file ??= openSync(this.path, 'a', 0o600);
    for (let written = 0; written < lines.length;) written += writeSync(this.file, lines, written);
    this.sizeBytes += lines.length;
  }

  private putAside(): void {
    this.close();
    rmSync(this.aside(this.bounds.keep), { force: true });
    for (let age = this.bounds.keep; age > 0; age--) {
      const younger = age === 1 ? this.path : this.aside(age - 1);
      if (existsSync(younger)) renameSync(younger, this.aside(age));
    }
  }

  private aside(age: number): string {
    return `${this.path}.${String(age)}`;
  }
}
