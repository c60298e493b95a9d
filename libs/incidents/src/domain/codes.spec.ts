import { incidentCode, incidentSeries, reportCode } from './codes';

const openedAt = '2023-02-06T01:40:00.000Z';

describe('codes that can be said over a bad line', () => {
  it('of an incident: country, year of the event, number', () => {
    expect(incidentCode('TUR', 2023, 7)).toBe('TUR-2023-0007');
    expect(incidentCode('TUR', 2023, 12_345)).toBe('TUR-2023-12345');
  });

  it('count by the year of the event in UTC; when it is not known, of its recognition, and last of the opening', () => {
    const occurredAt = '2021-12-31T23:59:59.999Z';
    const recognisedAt = '2022-01-25T05:00:00.000Z';
    expect(incidentSeries('UKR', { occurredAt, recognisedAt, openedAt })).toEqual({ country: 'UKR', year: 2021 });
    expect(incidentSeries('UKR', { occurredAt: null, recognisedAt, openedAt })).toEqual({ country: 'UKR', year: 2022 });
    expect(incidentSeries('UKR', { occurredAt: null, recognisedAt: null, openedAt })).toEqual({ country: 'UKR', year: 2023 });
  });

  it('say INT where no country is known', () => {
    expect(incidentSeries(null, { occurredAt: null, recognisedAt: null, openedAt })).toEqual({ country: 'INT', year: 2023 });
  });

  it('of a report: the year in which it was entered and a number that runs on', () => {
    expect(reportCode(openedAt, 123)).toBe('R-2023-000123');
    expect(reportCode(openedAt, 1_234_567)).toBe('R-2023-1234567');
  });
});
