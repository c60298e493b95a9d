import { type PrintedFigure } from './figure';

/** On what a chapter was measured, and when. */
export interface Circumstances {
  readonly at: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
  readonly postgres: string;
  /** Null when there is no redis-server on PATH. */
  readonly redis: string | null;
  /** Where PostgreSQL keeps its data. */
  readonly disk: string;
  /** Load average of the last minute when the run began. */
  readonly loadAtStart: number;
  /** Of the source that was measured; `+` when it had been changed since. */
  readonly commit: string;
}

export interface ChapterRecord {
  readonly letter: string;
  readonly title: string;
  readonly figures: readonly PrintedFigure[];
  readonly circumstances: Circumstances;
}

/** What docs/benchmarks.json keeps: of each chapter the figures that were written last. */
export type Recorded = readonly ChapterRecord[];

/** The chapters measured now in the place of those kept, the others as they were, in the order of their letters. */
export function merged(kept: Recorded, measured: Recorded): Recorded {
  const now = new Set(measured.map(({ letter }) => letter));
  return [...kept.filter(({ letter }) => !now.has(letter)), ...measured].sort((a, b) => a.letter.localeCompare(b.letter));
}
