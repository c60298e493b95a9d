import { PlainFailure } from '../apps/cli/src/plain-failure';
import type { PrintedFigure } from './figure';
import type { ChapterRecord, Circumstances, Recorded } from './record';
import { spoken } from './table';

/** The text with what stands between `<!-- bench:name -->` and `<!-- /bench:name -->` replaced. Throws a PlainFailure when they are not there, once each. */
export function withBlock(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const [before, inside, ...more] = text.split(open);
  const [, after, ...stillMore] = inside?.split(close) ?? [];
  if (before === undefined || after === undefined || more.length + stillMore.length > 0)
    throw new PlainFailure(`docs/benchmarks.md must hold ${open} and after it ${close}, once each: the tables go between them.`);
  return `${before}${open}\n\n${content}\n\n${close}${after}`;
}

/** Every figure that has an aim, and whether it is met. */
export function aimsTable(recorded: Recorded): string {
  const rows = recorded.flatMap(({ letter, figures }) =>
    figures.filter(({ aim }) => aim !== null).map((figure) => [letter, ...cells(figure), figure.met === true ? 'yes' : '**no**']),
  );
  const met = rows.filter((row) => row.at(-1) === 'yes').length;
  return `${met} of ${rows.length} aims are met.\n\n${markdownTable(['', 'figure', 'ours', 'floor', 'ratio', 'aim', 'met'], rows)}`;
}

/** The figures of each chapter, with the circumstances where they differ from those of the chapter before. */
export function chaptersText(recorded: Recorded): string {
  return recorded
    .map((chapter, index) => {
      const { letter, title, figures, circumstances } = chapter;
      const before = recorded[index - 1];
      const where = before !== undefined && isSameRun(before, chapter) ? [] : [circumstancesText(circumstances)];
      const table = markdownTable(['figure', 'ours', 'floor', 'ratio', 'aim'], figures.map(cells));
      return [...where, `### (${letter}) ${title}`, table].join('\n\n');
    })
    .join('\n\n');
}

function circumstancesText(of: Circumstances): string {
  const redis = of.redis === null ? 'no Redis' : `Redis ${of.redis} (append-only file)`;
  const busy = of.loadAtStart >= 0.75 * of.cores ? ': **busy, the figures are worse than this machine can do**' : '';
  return [
    `Measured ${of.at.slice(0, 16).replace('T', ' ')} UTC at commit ${of.commit}: ${of.cores} cores (${of.cpu}), ${of.memoryGb} GB, Linux kernel ${of.kernel};`,
    `Node ${of.node}, PostgreSQL ${of.postgres} (embedded, fsync on, its data ${of.disk}), ${redis}. Load when it began: ${of.loadAtStart.toFixed(2)}${busy}.`,
  ].join('\n');
}

/** One run measures many chapters. */
function isSameRun(one: ChapterRecord, other: ChapterRecord): boolean {
  return one.circumstances.at === other.circumstances.at;
}

function cells({ name, value, floor, ratio, aim, unit }: PrintedFigure): string[] {
  const withUnit = (figure: number): string => `${spoken(figure)} ${unit}`.trim();
  return [
    name.replace(/^[a-z]? +/, ''),
    withUnit(value),
    floor === null ? '–' : withUnit(floor),
    ratio === null ? '–' : ratio.toFixed(2),
    aim ?? '–',
  ];
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
