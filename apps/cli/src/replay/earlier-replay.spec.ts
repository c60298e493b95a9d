import type { IncidentView } from '@bongsu/incidents/contract';
import { PlainFailure } from '../plain-failure';
import type { Caller } from './caller';
import { earlierReplays, requireNoOpenReplay, sayEarlier } from './earlier-replay';
import { loadScenario } from './scenario-file';

const { scenario } = loadScenario('turkiye-2023');
const opening = scenario.facts.find((fact) => fact.act === 'open-incident');
const incident = (code: string, as: Partial<IncidentView> = {}): IncidentView =>
  ({ code, title: opening?.incident.title, category: opening?.incident.category, closedAt: null, ...as }) as IncidentView;

/** Somebody who is shown these pages of incidents, one after the other. */
function observer(...pages: IncidentView[][]): Caller {
  const shown = pages.map((items, index) => ({ items, nextCursor: index < pages.length - 1 ? `page ${index + 1}` : null }));
  const get = (path: string) => Promise.resolve(shown[Number(/page%20(\d+)/.exec(path)?.[1] ?? 0)]);
  return { get } as unknown as Caller;
}

describe('an earlier replay of the same scenario', () => {
  it('is found by what the scenario calls its incident, on whatever page it stands', async () => {
    const pages = [
      [incident('TUR-2023-0003', { title: 'Flood' }), incident('TUR-2023-0002', { category: 'storm' })],
      [incident('TUR-2023-0001')],
    ];
    expect((await earlierReplays(observer(...pages), scenario)).map(({ code }) => code)).toEqual(['TUR-2023-0001']);
    expect(await earlierReplays(observer([]), scenario)).toEqual([]);
  });

  it('keeps a second one from beginning while its incident is open, and says what to do', () => {
    const look = (): void => requireNoOpenReplay('turkiye-2023', [incident('TUR-2023-0001')]);
    expect(look).toThrow(PlainFailure);
    expect(look).toThrow(/already has a replay of turkiye-2023 \(TUR-2023-0001, still open\).*--run-id.*--again/);
  });

  it('does not when its incident is closed, but is mentioned', () => {
    const closed = incident('TUR-2023-0001', { closedAt: '2023-03-01T00:00:00.000Z' });
    expect(() => requireNoOpenReplay('turkiye-2023', [closed])).not.toThrow();
    expect(sayEarlier('turkiye-2023', [closed])).toContain('TUR-2023-0001, closed');
    expect(sayEarlier('turkiye-2023', [])).toBeNull();
  });
});
