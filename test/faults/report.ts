import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { systemClock } from '@bongsu/kernel';
import { isMet, spoken } from './figure';
import type { Outcome } from './runner';

const GB = 1024 ** 3;
const BEGIN = '<!-- the table below is written by `npm run faults -- --long --write` -->';
const END = '<!-- end of what is written by the command -->';
const HEAD = '| | what must hold | fault | figures (aim) | held | took | played |';

const machine = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / GB).toFixed(1)} GB, ${process.platform} ${process.arch}; Node ${process.versions.node}`;

/** On which machine, and how busy it is: what a figure cannot be read without. */
export const standing = (): string => `${systemClock.now().slice(0, 10)}; ${machine()}; load ${(loadavg()[0] ?? 0).toFixed(1)}`;

/** For the terminal, at the end of a run: what was played, how it ended and how long it took; and the verdict, which is the last line. */
export function endOf(outcomes: readonly Outcome[]): string {
  const width = Math.max(0, ...outcomes.map(({ scenario }) => scenario.id.length));
  const rows = outcomes.map(({ scenario, passed, seconds }) =>
    [scenario.id.padEnd(width), passed ? 'passed' : 'FAILED', `${seconds.toFixed(1).padStart(7)} s`, scenario.name].join('  '),
  );
  const wholeS = outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
  return [...rows, '', `took ${wholeS.toFixed(0)} s`, verdictOf(outcomes)].join('\n');
}

/** `19 passed, 1 failed` */
export function verdictOf(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ passed }) => !passed).length;
  return `${outcomes.length - failed} passed, ${failed} failed`;
}

/**
 * The document with these outcomes in its table: a scenario's row takes the place of the one that it had, and those of others stay as they are, each with
 * its own day. So a run may be of some scenarios, or be ended before all were played. `ids`: of all scenarios there are, in their order.
 */
export function withRows(document: string, outcomes: readonly Outcome[], seed: number, ids: readonly string[]): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  const isThere = from !== -1 && to !== -1;
  const rows = new Map([...(isThere ? rowsIn(document.slice(from, to)) : []), ...outcomes.map((outcome) => rowOf(outcome, seed))]);
  const kept = ids.flatMap((id) => rows.get(id) ?? []);
  const part = [
    BEGIN,
    '',
    `${verdictOn(kept, ids, rows)} The last of them on ${machine()}.`,
    '',
    HEAD,
    HEAD.replace(/[^|]+/g, '---'),
    ...kept,
    '',
    END,
  ];
  if (!isThere) return `${document.trimEnd()}\n\n${part.join('\n')}\n`;
  return `${document.slice(0, from)}${part.join('\n')}${document.slice(to + END.length)}`;
}

function rowOf({ scenario, passed, figures, seconds }: Outcome, seed: number): [string, string] {
  const told = figures.map((figure) => `${spoken(figure)}${isMet(figure) ? '' : ' **missed**'}`).join('<br>');
  const played = `${systemClock.now().slice(0, 10)}, load ${(loadavg()[0] ?? 0).toFixed(1)}, seed ${seed}`;
  const cells = [scenario.id, scenario.name, scenario.fault, told, passed ? 'yes' : NOT, `${seconds.toFixed(0)} s`, played];
  return [scenario.id, `| ${cells.join(' | ')} |`];
}

const NOT = '**no**';

function rowsIn(part: string): [string, string][] {
  const lines = part.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  return lines.map((line) => [line.split('|')[1]?.trim() ?? '', line]);
}

function verdictOn(kept: readonly string[], ids: readonly string[], rows: ReadonlyMap<string, string>): string {
  const not = kept.filter((row) => row.includes(`| ${NOT} |`)).length;
  const missing = ids.filter((id) => !rows.has(id));
  return `${kept.length - not} held, ${not} did not${missing.length === 0 ? '' : `; not played in full yet: ${missing.join(', ')}`}.`;
}
