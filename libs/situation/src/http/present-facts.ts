import { type Headcount, type SitrepDocument, isVerified } from '../domain/sitrep-document';
import type { Block } from './presented';
import type { SitrepWords } from './sitrep-words';

/** The estimates of the nationals affected, one after the other, and the ones that stand. */
export function headcount({ headcount: { verified, latest, series } }: SitrepDocument, words: SitrepWords): Block[] {
  if (series.length === 0) return [{ kind: 'text', text: words.none }];
  const range = (count: Headcount | null): string =>
    count === null
      ? words.unknown
      : `${words.people(count.best)} (${figure(count.low)}–${figure(count.high)}) · ${count.grade} · ${count.at.local}`;
  return [
    {
      kind: 'facts',
      facts: [
        [words.label.verifiedCount, range(verified)],
        [words.label.latestCount, range(latest)],
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: words.column.when, share: 0.2 },
        { title: words.column.report },
        { title: words.column.low, share: 0.09, figure: true },
        { title: words.column.best, share: 0.09, figure: true },
        { title: words.column.high, share: 0.09, figure: true },
        { title: words.column.change, share: 0.09, figure: true },
        { title: words.column.source, share: 0.24 },
      ],
      rows: series.map((count) => [
        count.at.local,
        count.reportCode,
        figure(count.low),
        String(count.best),
        figure(count.high),
        signed(count.delta),
        `${count.grade} ${isVerified(count.grade) ? words.verified : words.unverified}${count.corrected ? ` · ${words.corrected}` : ''}`,
      ]),
    },
  ];
}

export function reports({ reports: { total, verified, unverified, byGrade } }: SitrepDocument, words: SitrepWords): Block[] {
  return [
    { kind: 'text', text: words.totals(total, verified, unverified) },
    {
      kind: 'table',
      columns: [
        { title: words.column.grade, share: 0.2 },
        { title: words.column.meaning },
        { title: words.column.count, share: 0.1, figure: true },
        { title: words.column.corrected, share: 0.12, figure: true },
        { title: words.column.latest, share: 0.2 },
      ],
      rows: byGrade.map(({ grade, count, corrected, latest }) => [
        `${grade} ${isVerified(grade) ? words.verified : words.unverified}`,
        words.grades[grade],
        String(count),
        String(corrected),
        latest?.local ?? '–',
      ]),
    },
  ];
}

const figure = (count: number | null): string => (count === null ? '?' : String(count));
const signed = (delta: number | null): string => (delta === null ? '–' : delta > 0 ? `+${delta}` : delta === 0 ? '±0' : `−${-delta}`);
