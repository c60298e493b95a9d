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

/** The part of docs/faults.md that a run writes: scenario, fault, figures, and on which machine. */
export function reportOf(outcomes: readonly Outcome[], where: string, seed: number): string {
  const rows = outcomes.map(({ scenario, passed, figures, seconds }) => {
    const told = figures.map((figure) => `${spoken(figure)}${isMet(figure) ? '' : ' **missed**'}`).join('<br>');
    return `| ${scenario.id} | ${scenario.name} | ${scenario.fault} | ${told} | ${passed ? 'yes' : '**no**'} | ${seconds.toFixed(0)} s |`;
  });
  const failed = outcomes.filter(({ passed }) => !passed).length;
  return [
    BEGIN,
    '',
    `${where}; seed ${seed}: ${outcomes.length - failed} passed, ${failed} failed.`,
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
