import * as access from '@bongsu/access/contract';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import * as missions from '@bongsu/missions/contract';
import * as resources from '@bongsu/resources/contract';
import { JobRefused, type LiveEntry, ProbeLit } from '@bongsu/platform/contract';
import { Telling } from '../../test/telling';
import { stepsFrom } from '../../test/chance';
import { historyOf } from '../../test/histories';
import * as situation from './index';
import { CLOSED_KEPT, DISPATCH_KEPT, REPORTS_KEPT, emptyBoard, ignoredKinds, reduce, reduceAll, reducedKinds } from './index';

describe('the kinds of entries', () => {
  const stated = [access, incidents, dispatch, missions, { JobRefused, ProbeLit }, resources, situation]
    .flatMap((contract) => Object.values<unknown>(contract).filter(isDefinition))
    .map(({ kind }) => kind);

  it('are each reduced, or ignored on purpose, and never both', () => {
    expect(stated.length).toBeGreaterThan(35);
    expect([...reducedKinds, ...ignoredKinds].sort()).toEqual([...stated].sort());
  });

  it('all occur in the histories that the other tests are made of', () => {
    const told = new Set(historyOf(stepsFrom(1, 5_000)).map(({ kind }) => kind));
    expect([...told].filter((kind) => reducedKinds.includes(kind)).sort()).toEqual([...reducedKinds].sort());
  });
});

describe('a board', () => {
  const told = new Telling();
  const incident = told.incident();
  const report = told.report({ incidentId: incident.subject.id });
  const board = reduceAll(emptyBoard(), [incident, report]);

  it.each([
    ['of a kind that it does not know', { ...incident, kind: 'weather.changed' }],
    ['about an incident that it does not hold', told.moved('not-here', 'active')],
    ['about an incident whose id is a word of the language', told.moved('constructor', 'active')],
    ['about an offer that it does not hold', told.sent('not-here')],
    ['about a task that it does not hold', told.taskDone(incident.subject.id, 'not-here')],
    ['that it leaves alone on purpose', told.staffMoved()],
  ])('is the very same after an entry %s', (_, entry) => {
    expect(reduce(board, entry)).toBe(board);
  });

  it('keeps the identity of all that an entry does not touch', () => {
    const other = told.incident();
    const before = reduce(board, other);
    const after = reduce(before, told.moved(other.subject.id, 'assessing'));
    expect(after.incidents[incident.subject.id]).toBe(before.incidents[incident.subject.id]);
    expect(after.incidents[other.subject.id]).not.toBe(before.incidents[other.subject.id]);
    expect(after.reports).toBe(before.reports);
    expect(after.offers).toBe(before.offers);
    expect(after.totals).toBe(before.totals);
  });

  it('takes an entry as it comes from a socket', () => {
    const live: LiveEntry = JSON.parse(JSON.stringify(told.moved(incident.subject.id, 'assessing'))) as LiveEntry;
    expect(reduce(board, live).incidents[incident.subject.id]?.state).toBe('assessing');
  });

  it('shows an offer to a hub that may not see the request, and says nothing of the request', () => {
    const offer = told.queued('unseen-request', incident.subject.id);
    const { offers, requests, recent } = reduceAll(emptyBoard(), [offer, told.sent(offer.subject.id)]);
    expect(offers[offer.subject.id]?.state).toBe('sent');
    expect(requests).toEqual({});
    expect(recent.map(({ note }) => note)).toEqual([null, null]);
  });

  it('keeps an earlier report when a later one corrects it', () => {
    const correction = told.report({ correctsReportId: report.subject.id, nationals: { low: 2, best: 2, high: 2 } });
    const after = reduce(board, correction);
    expect(after.reports[report.subject.id]).toMatchObject({ correctedByReportId: correction.subject.id });
    expect(after.reports[correction.subject.id]).toMatchObject({ correctedByReportId: null, nationalsBest: 2 });
  });

  it('does not let go of a report because an incident lets go that it no longer belongs to', () => {
    const other = told.incident();
    const linked = reduceAll(board, [
      other,
      told.linked(report.subject.id, other.subject.id),
      told.unlinked(report.subject.id, incident.subject.id),
    ]);
    expect(linked.reports[report.subject.id]?.incidentId).toBe(other.subject.id);
    expect(linked.incidents[other.subject.id]?.reportIds).toEqual([report.subject.id]);
    expect(linked.incidents[incident.subject.id]?.reportIds).toEqual([]);
  });

  it('has a closed incident no longer closed when it was opened again', () => {
    const id = incident.subject.id;
    const closed = reduce(board, told.moved(id, 'closed'));
    expect(closed.incidents[id]?.closedAt).not.toBeNull();
    expect(reduce(closed, told.moved(id, 'reviewed')).incidents[id]?.closedAt).toBe(closed.incidents[id]?.closedAt);
    expect(reduce(closed, told.moved(id, 'active')).incidents[id]?.closedAt).toBeNull();
  });

  it('tells the last sixty happenings, the newest first', () => {
    const reports = Array.from({ length: 70 }, () => told.report());
    const { recent } = reduceAll(emptyBoard(), reports);
    expect(recent.map(({ id }) => id)).toEqual(
      reports
        .map(({ id }) => id)
        .reverse()
        .slice(0, 60),
    );
  });
});

describe('what a board forgets', () => {
  it('is the loose report that was entered first, with its proposals', () => {
    const told = new Telling();
    const incident = told.incident();
    const kept = told.report({ incidentId: incident.subject.id });
    const reports = Array.from({ length: REPORTS_KEPT }, () => told.report());
    const oldest = reports[0]?.subject.id ?? '';
    const full = reduceAll(emptyBoard(), [incident, kept, ...reports, told.proposed(oldest, incident.subject.id)]);
    expect(Object.keys(full.reports)).toHaveLength(REPORTS_KEPT + 1);
    expect(Object.keys(full.proposals)).toHaveLength(1);

    const after = reduce(full, told.report());
    expect(after.reports[oldest]).toBeUndefined();
    expect(after.proposals).toEqual({});
    expect(after.reports[kept.subject.id]).toBeDefined();
    expect(Object.keys(after.reports)).toHaveLength(REPORTS_KEPT + 1);
  });

  it('is the incident that was closed first, with everything that belongs to it', () => {
    const told = new Telling();
    const first = told.incident();
    const id = first.subject.id;
    const request = told.submitted(id);
    const offer = told.queued(request.subject.id, id);
    const running = told.incident();
    const history = [
      first,
      told.report({ incidentId: id }),
      request,
      offer,
      told.deployed(request.subject.id, id),
      told.shipped(request.subject.id, id),
      running,
      told.moved(id, 'closed'),
    ];
    for (let i = 1; i < CLOSED_KEPT; i++) {
      const other = told.incident();
      history.push(other, told.moved(other.subject.id, 'closed'));
    }
    const full = reduceAll(emptyBoard(), history);
    expect(full.incidents[id]).toBeDefined();

    const last = told.incident();
    const after = reduceAll(full, [last, told.moved(last.subject.id, 'closed')]);
    expect(after.incidents[id]).toBeUndefined();
    expect(after.incidents[running.subject.id]).toBeDefined();
    expect([after.reports, after.requests, after.offers, after.deployments, after.shipments]).toEqual([{}, {}, {}, {}, {}]);
    expect(after.totals).toMatchObject({ reports: 1, requests: 1, incidentsOpened: CLOSED_KEPT + 2 });
  });

  it('is never an incident that was opened again', () => {
    const told = new Telling();
    const again = told.incident();
    const history = [again, told.moved(again.subject.id, 'closed'), told.moved(again.subject.id, 'active')];
    for (let i = 0; i < CLOSED_KEPT + 5; i++) {
      const other = told.incident();
      history.push(other, told.moved(other.subject.id, 'closed'));
    }
    expect(reduceAll(emptyBoard(), history).incidents[again.subject.id]).toBeDefined();
  });

  it.each([1, 2])('is the same in one sweep of a long history as entry by entry, and the board stays small (history %d)', (seed) => {
    const entries = historyOf(stepsFrom(seed, 4_000));
    const atOnce = reduceAll(emptyBoard(), entries);
    expect(entries.reduce(reduce, emptyBoard())).toEqual(atOnce);
    expect(Object.values(atOnce.incidents).filter((incident) => incident.closedAt !== null).length).toBeLessThanOrEqual(CLOSED_KEPT);
    expect(
      Object.values(atOnce.reports).filter((report) => !Object.hasOwn(atOnce.incidents, report.incidentId ?? '')).length,
    ).toBeLessThanOrEqual(REPORTS_KEPT);
    // A hub that sees offers and journeys but no incident must not gather them for ever.
    const hub = reduceAll(
      emptyBoard(),
      entries.filter((entry) => entry.kind.startsWith('dispatch.')),
    );
    const ended = ['declined', 'escalated', 'fulfilled', 'withdrawn', 'returned', 'cancelled', 'received', 'lost', 'closed'];
    const tables: Record<string, { state: string }>[] = [hub.requests, hub.offers, hub.deployments, hub.shipments];
    for (const table of tables) {
      expect(Object.values(table).filter((row) => ended.includes(row.state)).length).toBeLessThanOrEqual(DISPATCH_KEPT + CLOSED_KEPT);
    }
  });
});

describe('the speed of a board', () => {
  it('goes through twenty thousand entries in well under a second', () => {
    const entries = historyOf(stepsFrom(7, 30_000), false).slice(0, 20_000);
    expect(entries).toHaveLength(20_000);
    expect(cpuMs(() => reduceAll(emptyBoard(), entries))).toBeLessThan(1_000);
  });

  it('does not suffer when all of them are about one incident', () => {
    const told = new Telling();
    const incident = told.incident();
    const entries = Array.from({ length: 20_000 }, () => told.report({ incidentId: incident.subject.id }));
    let board = emptyBoard();
    expect(cpuMs(() => (board = reduceAll(emptyBoard(), [incident, ...entries])))).toBeLessThan(1_000);
    expect(board.incidents[incident.subject.id]?.reportIds).toHaveLength(20_000);
  });
});

/** Time on the processor, which says the same on a busy machine; the best of three, because the first run is also compiled. */
function cpuMs(work: () => unknown): number {
  const runs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1_000;
  });
  return Math.min(...runs);
}

function isDefinition(value: unknown): value is { kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && 'of' in value && 'is' in value;
}
