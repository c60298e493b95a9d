import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { systemClock } from '@bongsu/kernel';
import { isMet, spoken } from './figure';
import type { Outcome } from './runner';

const GB = 1024 ** 3;
const BEGIN = '<!-- the table below is written by `npm run faults -- --long --write` -->';
const END = '<!-- end of what is written by the command -->';

export function machine(): string {
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / GB).toFixed(1)} GB`;
  return `${systemClock.now().slice(0, 10)}; ${cores}, ${process.platform} ${process.arch}; Node ${process.versions.node}; load at the start ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

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

/** The part of docs/faults.md that a run writes: scenario, fault, figures, and on which machine. */
export function reportOf(outcomes: readonly Outcome[], where: string, seed: number): string {
  const rows = outcomes.map(({ scenario, passed, figures, seconds }) => {
    const told = figures.map((figure) => `${spoken(figure)}${isMet(figure) ? '' : ' **missed**'}`).join('<br>');
    return `| ${scenario.id} | ${scenario.name} | ${scenario.fault} | ${told} | ${passed ? 'yes' : '**no**'} | ${seconds.toFixed(0)} s |`;
  });
  return [
    BEGIN,
    '',
    `${where}; seed ${seed}: ${verdictOf(outcomes)}.`,
    '',
    '| | what must hold | fault | figures (aim) | held | took |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    END,
  ].join('\n');
}

/** The document with its written part replaced; put at its end when it has none yet. */
export function withReport(document: string, report: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from === -1 || to === -1) return `${document.trimEnd()}\n\n${report}\n`;
  return `${document.slice(0, from)}${report}${document.slice(to + END.length)}`;
}
