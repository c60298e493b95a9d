import { type Headcount, type SitrepDocument, isVerified } from '../domain/sitrep-document';
import { notReplaced } from '../domain/sitrep-reports';
import type { Block, MissionName } from './presented';
import type { SitrepWords } from './sitrep-words';

/** The estimates of the nationals affected, each for itself: different reports count different people, and no figure sums them up. */
export function headcount({ headcount: { series } }: SitrepDocument, words: SitrepWords, mission: MissionName): Block[] {
  if (series.length === 0) return [{ kind: 'text', text: words.none }];
  const where = ({ countryIso2, missionId }: Headcount): string =>
    [countryIso2 ?? null, missionId ? mission(missionId) : null].filter((part) => part !== null).join(' · ') || '–';
  const source = ({ grade, corrected, replaces }: Headcount): string =>
    [
      `${grade} ${isVerified(grade) ? words.verified : words.unverified}`,
      ...(replaces ? [words.inPlaceOf(replaces)] : []),
      ...(corrected ? [words.corrected] : []),
    ].join(' · ');
  return [
    { kind: 'text', text: words.differentGroups },
    {
      kind: 'table',
      columns: [
        { title: words.column.when, share: 0.18 },
        { title: words.column.low, share: 0.07, figure: true },
        { title: words.column.best, share: 0.07, figure: true },
        { title: words.column.high, share: 0.07, figure: true },
        { title: words.column.source, share: 0.22 },
        { title: words.column.report },
        { title: words.column.where, share: 0.24 },
      ],
      rows: notReplaced(series).map((count) => [
        count.at.local,
        figure(count.low),
        String(count.best),
        figure(count.high),
        source(count),
        count.reportCode,
        where(count),
      ]),
    },
    ...superseded(series, words),
  ];
}

/** What no longer stands is told apart from what does: nobody must take it for one figure more. */
function superseded(series: readonly Headcount[], words: SitrepWords): Block[] {
  const former = series.flatMap(({ reportCode, best, at, supersededBy }) =>
    supersededBy ? [words.supersededBy(reportCode, best, at.local, supersededBy)] : [],
  );
  return former.length === 0
    ? []
    : [
        { kind: 'text', text: words.supersededCounts },
        { kind: 'list', items: former },
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
