import { earthquake } from '../../test/earthquake';
import { instantAt } from '../../test/chance';
import { Telling, alertBasis } from '../../test/telling';
import { type SitrepMeta, composeSitrep } from './compose-sitrep';
import type { SitrepDocument } from './sitrep-document';
import { notReplaced } from './sitrep-reports';

const names: Record<string, string> = { 'KR-EMB-TR': 'Embassy in Türkiye', 'SHELTER-KIT': 'Shelter kit' };
const meta = (about: Partial<SitrepMeta> & { incidentId: string }): SitrepMeta => ({
  number: 3,
  asOf: instantAt(60),
  language: 'en',
  highlights: null,
  missionName: (id) => names[id] ?? null,
  itemName: (code) => names[code] ?? null,
  alertBasis,
  ...about,
});

function compose(entries: Parameters<typeof composeSitrep>[0], about: Partial<SitrepMeta> & { incidentId: string }): SitrepDocument {
  const document = composeSitrep(entries, meta(about));
  if (document === null) throw new Error('no report was made');
  return document;
}

describe('a situation report', () => {
  const { entries, incidentId, asOf } = earthquake();
  const report = compose(entries, { incidentId, asOf, highlights: 'Two travellers found.' });

  it('says which incident, which number, and as of when in three clocks', () => {
    expect(report).toMatchObject({
      number: 3,
      highlights: 'Two travellers found.',
      incident: { id: incidentId, state: 'active', urgency: 'U1', category: 'earthquake' },
    });
    expect(report.asOf).toEqual({ utc: instantAt(60), local: '2023-02-06 05:00', offset: '+03:00', kst: '2023-02-06 11:00' });
  });

  it('tells the times apart: occurred, reported, opened, acknowledged, activated', () => {
    expect(report.keyTimes.map(({ code }) => code)).toEqual(['occurred', 'first-report', 'opened', 'acknowledged', 'activated']);
    expect(report.keyTimes[0]?.at).toMatchObject({ local: '2023-02-06 04:17', kst: '2023-02-06 10:17' });
  });

  it('tells who decided on which alert level on what basis', () => {
    expect(report.alert).toMatchObject({
      level: 'caution',
      reviewAt: { utc: instantAt(480) },
      history: [{ from: 'none', to: 'caution', basis: 'Situation meeting' }],
    });
  });

  it('counts reports by evidence and keeps what is verified apart from what is not', () => {
    expect(report.reports).toMatchObject({ total: 5, verified: 3, unverified: 2 });
    expect(report.reports.byGrade.map(({ grade, count, corrected }) => [grade, count, corrected])).toEqual([
      ['A', 2, 0],
      ['B', 1, 0],
      ['C', 1, 1],
      ['D', 1, 0],
      ['E', 0, 0],
    ]);
  });

  it('gives each head-count with its source, held against no other: a corrected figure stays and is marked, and the correction names it', () => {
    const [first] = report.headcount.series;
    expect(
      report.headcount.series.map(({ low, best, high, grade, corrected, replaces }) => [low, best, high, grade, corrected, replaces]),
    ).toEqual([
      [1, 1, 3, 'C', true, null],
      [2, 2, 2, 'B', false, first?.reportCode],
      [11, 11, 11, 'A', false, null],
      [60, 100, 140, 'D', false, null],
    ]);
    expect(Object.keys(report.headcount)).toEqual(['series']);
    expect(first).not.toHaveProperty('delta');
  });

  it('says for each line what was asked, committed, on its way and there, and why something is short', () => {
    expect(report.requests).toMatchObject([
      {
        state: 'part-committed',
        lines: [
          {
            lineNo: 1,
            asked: { kind: 'staff', skill: 'consular' },
            requested: 4,
            minimum: 2,
            committed: 3,
            enRoute: 1,
            arrived: 1,
            short: 1,
            gap: null,
          },
          {
            lineNo: 2,
            asked: { kind: 'supply', itemCode: 'SHELTER-KIT' },
            requested: 200,
            minimum: 50,
            committed: 100,
            enRoute: 100,
            arrived: 0,
            short: 100,
            gap: { code: 'insufficient-quantity', missing: 100, belowMinimum: false },
          },
        ],
      },
    ]);
    expect(report.movements).toEqual({
      deployments: [
        { state: 'ordered', count: 1 },
        { state: 'en-route', count: 1 },
        { state: 'arrived', count: 1 },
      ],
      shipments: [{ state: 'in-transit', count: 1 }],
    });
  });

  it('lists what was done, what is open, which clocks run and what is missing', () => {
    expect(report.done.actions.map(({ code }) => code)).toEqual([
      'report-corrected',
      'requested',
      'state',
      'acknowledged',
      'state',
      'alert-level',
      'offer-accepted',
      'staff-departed',
      'staff-departed',
      'staff-arrived',
      'supplies-sent',
      'task-done',
    ]);
    expect(report.tasks).toMatchObject([{ title: 'Call the Korean association in Adana', ownerMissionId: 'KR-EMB-TR', overdue: false }]);
    expect(report.clocks.map(({ code, overdue }) => [code, overdue])).toEqual([
      ['arrival-expected', true],
      ['alert-review', false],
      ['arrival-expected', false],
      ['task-due', false],
      ['needed-by', false],
      ['arrival-expected', false],
    ]);
    expect(report.gaps.map(({ code, count }) => [code, count])).toEqual([
      ['reports-unverified', 2],
      ['shortfall', 100],
      ['arrival-overdue', null],
    ]);
  });

  it('keeps the names as they were, and an id where there is no name', () => {
    expect(report.names).toEqual({
      missions: { 'KR-EMB-DE': 'KR-EMB-DE', 'KR-EMB-TR': 'Embassy in Türkiye' },
      items: { 'SHELTER-KIT': 'Shelter kit' },
    });
  });

  it('is plain data, and the same from the same entries', () => {
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
    expect(compose(earthquake().entries, { incidentId, asOf, highlights: 'Two travellers found.' })).toEqual(report);
    expect(report.source).toEqual({ entries: entries.length, lastEntryId: entries.at(-1)?.id });
  });

  it('cannot be made by somebody who was not told of the incident', () => {
    expect(
      composeSitrep(
        entries.filter((entry) => entry.kind !== 'incidents.incident-opened'),
        meta({ incidentId }),
      ),
    ).toBeNull();
    expect(composeSitrep([], meta({ incidentId }))).toBeNull();
  });
});

describe('what a situation report leaves out', () => {
  it('is a report that was taken away from the incident again, and one that was dismissed', () => {
    const told = new Telling();
    const incident = told.incident();
    const incidentId = incident.subject.id;
    const [kept, unlinked] = [told.report({ incidentId }), told.report({ incidentId, nationals: { low: 9, best: 9, high: 9 } })];
    const report = compose([incident, kept, unlinked, told.unlinked(unlinked.subject.id, incidentId)], { incidentId });
    expect(report.reports.total).toBe(1);
    expect(report.headcount).toEqual({ series: [] });
    expect(report.gaps.map(({ code }) => code)).toEqual(['not-acknowledged', 'no-headcount']);
  });

  it('is nothing of what went before a long list, which is counted', () => {
    const told = new Telling();
    const incident = told.incident();
    const id = incident.subject.id;
    const moves = Array.from({ length: 75 }, (_, n) => told.moved(id, n % 2 === 0 ? 'assessing' : 'active'));
    expect(compose([incident, ...moves], { incidentId: id }).done).toMatchObject({ earlier: 15 });
  });
});

describe('the head-counts of several reports', () => {
  const nationals = (best: number) => ({ low: best, best, high: best });

  it('stand side by side, whichever is greater', () => {
    const told = new Telling('KR-EMB-MM');
    const incident = told.incident({ zone: 'Asia/Yangon' });
    const incidentId = incident.subject.id;
    const all = [2_700, 100, 1, 11, 2];
    const reports = all.map((best) => told.report({ incidentId, countryIso2: 'MM', nationals: nationals(best) }));
    const { series } = compose([incident, ...reports], { incidentId }).headcount;
    expect(series.map(({ best }) => best)).toEqual(all);
    expect(notReplaced(series)).toEqual(series);
    expect(series[0]).toMatchObject({ countryIso2: 'MM', missionId: 'KR-EMB-MM' });
  });

  it('are replaced by the last of a chain of corrections, and by nothing else', () => {
    const told = new Telling();
    const incident = told.incident();
    const incidentId = incident.subject.id;
    const inTheCountry = told.report({ incidentId, nationals: nationals(2_700) });
    const missing = told.report({ incidentId, nationals: nationals(1) });
    const two = told.report({ incidentId, nationals: nationals(2), correctsReportId: missing.subject.id });
    const three = told.report({ incidentId, nationals: nationals(3), correctsReportId: two.subject.id });
    const { series } = compose([incident, inTheCountry, missing, two, three], { incidentId }).headcount;
    expect(notReplaced(series).map(({ best, replaces }) => [best, replaces])).toEqual([
      [2_700, null],
      [3, series[2]?.reportCode],
    ]);
  });

  it('are replaced by the last of two corrections of the same report; the former ones are named as superseded', () => {
    const told = new Telling();
    const incident = told.incident();
    const incidentId = incident.subject.id;
    const missing = told.report({ incidentId, evidenceGrade: 'C', nationals: nationals(1) });
    const corrects = { correctsReportId: missing.subject.id };
    const early = told.report({ incidentId, evidenceGrade: 'A', nationals: nationals(2), ...corrects });
    const silent = told.report({ incidentId, ...corrects });
    const late = told.report({ incidentId, evidenceGrade: 'D', nationals: nationals(3), correctsReportId: silent.subject.id });
    const { headcount, gaps } = compose([incident, missing, early, silent, late], { incidentId });
    const stands = headcount.series[2]?.reportCode;
    expect(notReplaced(headcount.series).map(({ best }) => best)).toEqual([3]);
    expect(headcount.series.map(({ best, supersededBy }) => [best, supersededBy])).toEqual([
      [1, stands],
      [2, stands],
      [3, null],
    ]);
    // The verified one stands no more: what stands is not verified.
    expect(gaps).toContainEqual(expect.objectContaining({ code: 'headcount-unverified', count: 1 }));
  });

  it('do not vanish when they are corrected by a report that counts nobody', () => {
    const told = new Telling();
    const incident = told.incident();
    const incidentId = incident.subject.id;
    const missing = told.report({ incidentId, nationals: nationals(1) });
    const silent = told.report({ incidentId, correctsReportId: missing.subject.id });
    const document = compose([incident, missing, silent], { incidentId });
    expect(notReplaced(document.headcount.series)).toMatchObject([{ best: 1, corrected: true }]);
    expect(document.gaps.map(({ code }) => code)).toContain('no-headcount');
  });

  it('leave a gap when none of them is verified', () => {
    const told = new Telling();
    const incident = told.incident();
    const incidentId = incident.subject.id;
    const press = [5, 50].map((best) => told.report({ incidentId, evidenceGrade: 'D', nationals: nationals(best) }));
    const gap = { code: 'headcount-unverified', count: 2 };
    expect(compose([incident, ...press], { incidentId }).gaps).toContainEqual(expect.objectContaining(gap));
    const mission = told.report({ incidentId, evidenceGrade: 'B', nationals: nationals(2) });
    expect(compose([incident, ...press, mission], { incidentId }).gaps).not.toContainEqual(expect.objectContaining({ code: gap.code }));
  });
});

describe('the head-count of Ukraine 2022', () => {
  // Domain §9 A: figures go up as well as down; the golden series of the replay.
  const golden = [565, 441, 341, 281, 153, 68, 57, 46, 48, 45, 40, 42];

  it('comes back figure by figure', () => {
    const told = new Telling('KR-EMB-UA');
    const incident = told.incident({ zone: 'Europe/Kyiv' });
    const incidentId = incident.subject.id;
    const reports = golden.map((best) => told.report({ incidentId, evidenceGrade: 'A', nationals: { low: best, best, high: best } }));
    expect(compose([incident, ...reports], { incidentId }).headcount.series.map(({ best }) => best)).toEqual(golden);
  });

  it('is ordered by when it was said, not by when it was entered', () => {
    const told = new Telling('KR-EMB-UA');
    const incident = told.incident({ zone: 'Europe/Kyiv' });
    const incidentId = incident.subject.id;
    const later = told.report({ incidentId, reportedAt: '2022-02-27T22:00:00.000Z', nationals: { low: 48, best: 48, high: 48 } });
    const earlier = told.report({ incidentId, reportedAt: '2022-02-26T22:00:00.000Z', nationals: { low: 46, best: 46, high: 46 } });
    expect(compose([incident, later, earlier], { incidentId }).headcount.series.map(({ best }) => best)).toEqual([46, 48]);
  });
});
