import { type IncidentView, incidentPageSchema } from '@bongsu/incidents/contract';
import { PlainFailure } from '../plain-failure';
import type { Caller } from './caller';
import type { Scenario } from './scenario';

/**
 * What an earlier replay of the same scenario left in this world. An incident carries no mark of the run that opened it (it is an incident like
 * any other), so it is known by what the scenario calls it, as what category; who opened one by hand under that very title made the same thing.
 */
export async function earlierReplays(observer: Caller, scenario: Scenario): Promise<IncidentView[]> {
  const opened = scenario.facts.flatMap((fact) => (fact.act === 'open-incident' ? [fact.incident] : []));
  const found: IncidentView[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: IncidentView[]; nextCursor: string | null } = await observer.get(
      `/incidents?limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      incidentPageSchema,
    );
    found.push(...page.items.filter((each) => opened.some(({ title, category }) => each.title === title && each.category === category)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const isOpen = ({ closedAt }: IncidentView): boolean => closedAt === null;

/** Refuses a second replay beside one whose incident is still open: two of the same crisis at once are nobody's wish by accident. */
export function requireNoOpenReplay(name: string, earlier: readonly IncidentView[]): void {
  const open = earlier.filter(isOpen);
  if (open.length === 0) return;
  throw new PlainFailure(
    `This world already has a replay of ${name} (${open.map(({ code }) => `${code}, still open`).join('; ')}). ` +
      'Go on with that run by adding --run-id and the id that it printed, close the incident first, or add --again to play it into a second incident.',
  );
}

/** What to say of earlier replays when this one goes on beside them; null when there are none. */
export function sayEarlier(name: string, earlier: readonly IncidentView[]): string | null {
  if (earlier.length === 0) return null;
  const codes = earlier.map((incident) => `${incident.code}, ${isOpen(incident) ? 'still open' : 'closed'}`).join('; ');
  return `  this world already has a replay of ${name} (${codes}): this one opens an incident of its own`;
}
