import { addMs, minutes } from '@bongsu/kernel';
import { type FeedEvent, type FeedReading, isWorthReporting, stepForReading, summaryOf, urgencyOfReading } from './feed-event';
import { planFeed } from './feed-plan';
import { rememberedEvent, reportOfReading, revisedReport } from './feed-report';
import { nextAskAt } from './feed-schedule';
import type { Jurisdiction } from './jurisdiction';

const now = '2023-02-06T04:00:00.000Z';
const floor = 5.5;
const reading: FeedReading = {
  ...{
    feed: 'usgs',
    eventId: 'zz0001',
    allIds: ['zz0001'],
    category: 'earthquake',
    magnitude: 7.8,
    place: 'Nurdağı, Türkiye',
    lat: 37.2,
    lng: 37,
    depthKm: 17.9,
  },
  ...{
    occurredAt: '2023-02-06T01:17:34.342Z',
    updatedAt: '2023-02-06T01:40:00.000Z',
    alert: 'red',
    tsunamiFlag: false,
    withdrawn: false,
    sourceUrl: null,
  },
};
const weak: FeedReading = { ...reading, magnitude: 5.4, alert: 'green' };
const filed: FeedEvent = { ...reading, id: 'e1', state: 'filed', reportId: 'r1', revision: 1 };
const seen: FeedEvent = { ...weak, id: 'e2', state: 'seen', reportId: null, revision: 1 };
const later = (what: FeedReading, as: Partial<FeedReading> = {}): FeedReading => ({
  ...what,
  updatedAt: addMs(what.updatedAt ?? now, minutes(20)),
  ...as,
});

describe('which events are reported', () => {
  it.each([
    ['at the floor', { magnitude: 5.5, alert: null }, true],
    ['below it', { magnitude: 5.4, alert: 'yellow' }, false],
    ['of unknown size', { magnitude: null, alert: null }, false],
    ['small, but estimated to do harm', { magnitude: 4.9, alert: 'orange' }, true],
    ['small, but deadly', { magnitude: 4.9, alert: 'red' }, true],
    ['small, with a tsunami flag', { magnitude: 4.9, alert: null, tsunamiFlag: true }, true],
  ] as const)('%s: %j → %s', (_, as, worth) => {
    expect(isWorthReporting({ ...reading, ...as }, floor)).toBe(worth);
  });

  it.each([
    ['red', 7.8, 'U1'],
    ['orange', 7.8, 'U2'],
    ['yellow', 7.8, 'U3'],
    ['green', 7.8, 'U4'],
    [null, 7.8, 'U2'],
    [null, 6.4, 'U3'],
    [null, 5.9, 'U4'],
    [null, null, 'U4'],
  ] as const)('PAGER %s at magnitude %s means %s', (alert, magnitude, urgency) => {
    expect(urgencyOfReading({ alert, magnitude })).toBe(urgency);
  });

  it('speaks of an event in a line', () => {
    expect(summaryOf(reading)).toBe('M 7.8 earthquake, Nurdağı, Türkiye, 18 km deep');
    expect(summaryOf({ ...reading, magnitude: null, place: null, depthKm: null })).toBe('earthquake');
  });
});

describe('what follows from a reading', () => {
  it.each([
    ['a strong event that is new', reading, null, 'file'],
    ['a weak event that is new', weak, null, 'see'],
    ['an event that was taken back before we heard of it', { ...reading, withdrawn: true }, null, 'leave'],
    ['the same again', reading, filed, 'leave'],
    ['a newer reading', later(reading), filed, 'revise'],
    ['an older reading that arrives late', { ...reading, updatedAt: addMs(now, -minutes(600)), magnitude: 7.5 }, filed, 'leave'],
    ['another magnitude at the same time of change', { ...reading, magnitude: 7.7 }, filed, 'revise'],
    ['another place without any time of change', { ...reading, updatedAt: null, lat: 37.3 }, { ...filed, updatedAt: null }, 'revise'],
    ['nothing new without any time of change', { ...reading, updatedAt: null }, { ...filed, updatedAt: null }, 'leave'],
    ['a filed event that shrank below the floor', later(weak), filed, 'revise'],
    ['a filed event that was taken back', later(reading, { withdrawn: true }), filed, 'revise'],
    ['a weak event that grew', later(weak, { magnitude: 5.6 }), seen, 'file'],
    ['a weak event for which PAGER now expects deaths', later(weak, { alert: 'red' }), seen, 'file'],
    ['a weak event, revised and still weak', later(weak), seen, 'see'],
    ['a weak event that was taken back', later(weak, { withdrawn: true, magnitude: 6 }), seen, 'see'],
  ] as const)('%s', (_, what, known, kind) => {
    expect(stepForReading(what, known, floor).kind).toBe(kind);
  });

  it('says once that an event was taken back', () => {
    const withdrawn = { ...filed, withdrawn: true };
    expect(stepForReading(later(reading, { withdrawn: true }), filed, floor)).toMatchObject({ withdrawnNow: true });
    expect(stepForReading(later(later(reading, { withdrawn: true })), withdrawn, floor)).toMatchObject({ withdrawnNow: false });
  });
});

describe('a document', () => {
  const other: FeedReading = { ...reading, eventId: 'zz0002', allIds: ['zz0002'] };

  it('that names an event twice counts the newer reading', () => {
    const steps = planFeed(
      [reading, later(reading, { magnitude: 7.7 }), other].map((each) => ({ reading: each, feature: each.magnitude })),
      [],
      floor,
    );
    expect(steps.map(({ step, feature }) => [step.kind, feature])).toEqual([
      ['file', 7.7],
      ['file', 7.8],
    ]);
  });

  it('knows an event again under another id, the filed one first', () => {
    const merged = later({ ...reading, eventId: 'us1', allIds: ['us1', 'zz0003', 'zz0001'] });
    const alsoSeen: FeedEvent = { ...seen, id: 'e0', eventId: 'zz0003', allIds: ['zz0003'] };
    const [planned] = planFeed([{ reading: merged, feature: null }], [alsoSeen, filed], floor);
    expect(planned?.step).toMatchObject({ kind: 'revise', known: { id: 'e1' } });
    expect(rememberedEvent(merged, filed, { id: 'new', state: 'filed', reportId: 'r1' })).toMatchObject({
      id: 'e1',
      eventId: 'zz0001',
      allIds: ['zz0001', 'us1', 'zz0003'],
      revision: 2,
    });
  });
});

describe("a feed's report", () => {
  const ankara: Jurisdiction = {
    missionId: 'KR-EMB-TR',
    countryIso2: 'TR',
    basis: 'resident',
    estimate: false,
    caveat: null,
    caveatCodes: [],
    candidates: [],
  };
  const beirut: Jurisdiction = { ...ankara, missionId: 'KR-EMB-LB', countryIso2: 'SY', basis: 'concurrent' };
  const report = {
    ...reportOfReading(reading, { id: 'r1', jurisdiction: ankara, audience: ['KR-EMB-TR'], filedBy: 'feed' }, now),
    code: 'R-2023-000001',
  };

  it('is an official record, of grade A, about whoever may be there', () => {
    expect(report).toMatchObject({
      channel: 'feed',
      evidenceGrade: 'A',
      urgency: 'U1',
      nationals: null,
      precision: 'exact',
      feed: { feed: 'usgs', eventId: 'zz0001', revision: 1, magnitude: 7.8 },
    });
  });

  it('follows the feed, mission included', () => {
    const revised = revisedReport(report, later(reading, { magnitude: 7.7, lat: 36.1, alert: 'orange' }), beirut);
    expect(revised).toMatchObject({
      urgency: 'U2',
      lat: 36.1,
      jurisdiction: beirut,
      feed: { revision: 2, magnitude: 7.7 },
    });
    expect(revised.summary.reveal()).toBe('M 7.7 earthquake, Nurdağı, Türkiye, 18 km deep');
    expect(revised.enteredAt).toBe(now);
  });

  it('stays with the mission that a person chose, or when the event moves to where nobody is in charge', () => {
    const assigned = { ...report, jurisdiction: { ...ankara, basis: 'assigned' as const } };
    expect(revisedReport(assigned, later(reading), beirut).jurisdiction.missionId).toBe('KR-EMB-TR');
    expect(revisedReport(report, later(reading), { ...beirut, missionId: null, basis: 'none' }).jurisdiction.missionId).toBe('KR-EMB-TR');
  });
});

describe('when a feed is asked again', () => {
  it('is after its interval while it answers', () => {
    expect(nextAskAt(now, 60_000, 0, 0.7)).toBe(addMs(now, 60_000));
  });

  it('is later with each failure, spread over the second half of the wait, and an hour at most', () => {
    expect(nextAskAt(now, 60_000, 1, 0)).toBe(addMs(now, 60_000));
    expect(nextAskAt(now, 60_000, 1, 1)).toBe(addMs(now, 120_000));
    expect(nextAskAt(now, 60_000, 3, 1)).toBe(addMs(now, 480_000));
    expect(nextAskAt(now, 60_000, 30, 1)).toBe(addMs(now, 3_600_000));
  });
});
