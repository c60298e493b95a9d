import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const BLOCK = 512;

/**
 * The header of a plain file (POSIX ustar), the same for the same name and length: no time, no owner. The verifier writes it anew and compares,
 * so that no byte of an archive goes unchecked.
 */
export function tarHeader(name: string, sizeBytes: number): Buffer {
  const blank = header(name, sizeBytes, ' '.repeat(8));
  const sum = blank.reduce((total, byte) => total + byte, 0);
  return header(name, sizeBytes, `${sum.toString(8).padStart(6, '0')}\0 `);
}

/** Name, mode, owner, group, length, time, checksum, kind; then the mark of the format. */
function header(name: string, sizeBytes: number, checksum: string): Buffer {
  const fields = [name.padEnd(100, '\0'), '0000644\0', '0000000\0', '0000000\0', `${sizeBytes.toString(8).padStart(11, '0')}\0`];
  const text = [...fields, '00000000000\0', checksum, '0'].join('');
  return Buffer.from(`${text.padEnd(257, '\0')}ustar\x0000`.padEnd(BLOCK, '\0'), 'latin1');
}

/** Writes files, in this order, into a new archive that only its owner reads. Refuses to replace one. */
export async function writeTar(path: string, files: readonly { readonly name: string; readonly path: string }[]): Promise<void> {
  async function* blocks(): AsyncGenerator<Buffer> {
    for (const file of files) {
      const { size } = await stat(file.path);
      yield tarHeader(file.name, size);
      for await (const chunk of createReadStream(file.path)) yield chunk as Buffer;
      yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    }
    yield Buffer.alloc(2 * BLOCK);
  }
  await pipeline(blocks, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}
