import { last } from '../wait';
import { withPreload } from '../world/preload';
import type { ProgramPart } from '../world/program-part';

const MB = 1024 * 1024;

/** What a process holds when its garbage is collected, in MB. */
export interface HeldMemory {
  readonly heapMb: number;
  readonly residentMb: number;
}

/** Starts an api anew that can be asked to collect its garbage. */
export async function startCollectable(api: ProgramPart): Promise<void> {
  const { words, environment } = withPreload('collect-on-signal');
  await api.terminate();
  api.start({ words: ['--expose-gc', ...words], environment });
  await api.ready();
}

/** Of an api that was started by {@link startCollectable}. */
export async function heldBy(api: ProgramPart): Promise<HeldMemory> {
  // Twice, as what the first finds only frees what the second can collect; a signal is heard in the next turn of the loop.
  for (let n = 0; n < 2; n++) {
    api.tell('SIGWINCH');
    await last(250);
  }
  const heap = await api.told('bongsu_nodejs_heap_size_used_bytes');
  const resident = await api.told('bongsu_process_resident_memory_bytes');
  return { heapMb: heap / MB, residentMb: resident / MB };
}
