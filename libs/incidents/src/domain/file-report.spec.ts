import { fileReportSchema, type FileReportInput } from '../contract';
import { type FilingFacts, checkCoordinates, fileReport, inheritedJurisdiction } from './file-report';
import { aReport, anIncident } from '../../../../test/specimens/incidents';

const now = '2023-02-06T05:02:00.000Z';
const said: FileReportInput = {
  summary: 'One traveller cannot be reached',
  category: 'missing-person',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
};
const facts: FilingFacts = {
  id: 'r9',
  jurisdiction: aReport().jurisdiction,
  audience: ['KR-EMB-TR', 'KR-EMB-AE'],
  earlier: null,
  incident: null,
  filedBy: 'officer',
};
const file = (input: object, as: Partial<FilingFacts> = {}) =>
  fileReport(fileReportSchema.parse({ ...said, ...input }), { ...facts, ...as }, now);

describe('filing a report', () => {
  it('keeps the four times apart: happened, recognised, said, entered', () => {
    const times = {
      occurredAt: '2023-02-06T04:17:34+03:00',
      recognisedAt: '2023-02-06T03:00:00Z',
      reportedAt: '2023-02-06T14:00:00+09:00',
    };
    expect(file(times)).toMatchObject({
      value: {
        occurredAt: '2023-02-06T01:17:34.000Z',
        recognisedAt: '2023-02-06T03:00:00.000Z',
        reportedAt: '2023-02-06T05:00:00.000Z',
        enteredAt: now,
      },
    });
  });

  it('waits for a person, unless it was filed to an incident', () => {
    expect(file({})).toMatchObject({ value: { state: 'unlinked', incidentId: null, audience: ['KR-EMB-TR', 'KR-EMB-AE'] } });
    const incident = anIncident({ audience: ['KR-EMB-SY'] });
    expect(file({}, { incident })).toMatchObject({
      value: { state: 'linked', incidentId: incident.id, audience: ['KR-EMB-TR', 'KR-EMB-AE', 'KR-EMB-SY'] },
    });
  });

  it('tells whoever knew the report that it corrects', () => {
    expect(file({}, { earlier: aReport({ audience: ['KR-EMB-GR'] }) })).toMatchObject({
      value: { audience: ['KR-EMB-TR', 'KR-EMB-AE', 'KR-EMB-GR'] },
    });
  });

  it.each(['occurredAt', 'recognisedAt', 'reportedAt'])('refuses %s in the future or before 1948, naming it', (field) => {
    expect(file({ [field]: '2023-02-06T05:08:00Z' })).toMatchObject({
      refusal: { kind: 'invalid', code: 'incidents.time-in-future', field },
    });
    expect(file({ [field]: '1947-01-01T00:00:00Z' })).toMatchObject({
      refusal: { kind: 'invalid', code: 'incidents.time-before-1948', field },
    });
  });

  it.each([
    [{ lat: 1, lng: null }, 'place.lng'],
    [{ lat: null, lng: 1 }, 'place.lat'],
  ])('refuses half a place: %j', (point, field) => {
    expect(checkCoordinates(point, 'place.')).toMatchObject({ refusal: { code: 'incidents.coordinates-incomplete', field } });
  });
});

describe('what the contract refuses', () => {
  it.each([
    ['nothing said', { summary: ' ' }],
    ['NUL in the text', { summary: 'a\u0000b' }],
    ['an essay', { summary: 'a'.repeat(501) }],
    ['a category that is none', { category: 'unrest' }],
    ['a latitude off the globe', { place: { lat: 90.01, lng: 0 } }],
    ['a longitude off the globe', { place: { lat: 0, lng: -180.01 } }],
    ['a latitude in words', { place: { lat: '36.2', lng: 36.1 } }],
    ['fewer than nobody', { nationals: { low: -1, best: 1, high: 2 } }],
    ['an estimate out of order', { nationals: { low: 3, best: 2, high: 4 } }],
    ['a time without an offset', { occurredAt: '2023-02-06T04:17:34' }],
    ['a zone that is none', { zone: 'Europe/Ankara' }],
    ['a field nobody knows', { passportNumber: 'M123' }],
  ])('%s', (_, wrong) => {
    expect(fileReportSchema.safeParse({ ...said, ...wrong }).success).toBe(false);
  });
});

describe('a report that names no place', () => {
  it('belongs with the report that it corrects, else with its incident, else with nobody', () => {
    expect(inheritedJurisdiction(aReport(), anIncident({ missionId: 'KR-EMB-GR' }))).toMatchObject({
      missionId: 'KR-EMB-TR',
      basis: 'resident',
    });
    expect(inheritedJurisdiction(null, anIncident({ missionId: 'KR-EMB-GR' }))).toMatchObject({
      missionId: 'KR-EMB-GR',
      basis: 'assigned',
    });
    expect(inheritedJurisdiction(null, null)).toBeNull();
    expect(inheritedJurisdiction(null, anIncident({ missionId: null }))).toBeNull();
  });
});
