import { PlainFailure } from '../apps/cli/src/plain-failure';
import type { Chapter, Figure } from './figure';
import type { Ground } from './ground/ground';

/** Told to stop: no chapter is measured after that. */
export class Stopped extends PlainFailure {}

export interface Measured {
  readonly chapter: Chapter;
  readonly figures: readonly Figure[];
}

/** One chapter after the other. One that fails is named and the others go on. Throws when `interrupted` does. */
export async function measureAll(
  chapters: readonly Chapter[],
  ground: Ground,
  interrupted: Promise<never>,
  tell: (line: string) => void,
): Promise<{ readonly measured: readonly Measured[]; readonly failed: readonly string[] }> {
  const measured: Measured[] = [];
  const failed: string[] = [];
  for (const chapter of chapters) {
    const { letter, title } = chapter;
    const beganMs = performance.now();
    tell(`${letter}  ${title}`);
    try {
      measured.push({ chapter, figures: await Promise.race([chapter.measure(ground), interrupted]) });
      tell(`${letter}  took ${((performance.now() - beganMs) / 1_000).toFixed(0)} s`);
    } catch (fault) {
      if (fault instanceof Stopped) throw fault;
      failed.push(letter);
      tell(`${letter}  FAILED: ${wordsOf(fault)}`);
    }
    await ground.sweep();
  }
  if (failed.length > 0) tell(`\nNot measured: ${failed.join(', ')}; the reasons stand above.`);
  return { measured, failed };
}

export function wordsOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
