import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Forces to the disk which names are in a folder: a file that was forced itself may lose its name in a power cut. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
