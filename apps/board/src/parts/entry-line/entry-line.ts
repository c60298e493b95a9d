import { sayKind } from '../say-entry';
import { incidentLines } from './incident-lines';
import { type Line, type ToldEntry, type Wording, line } from './line';
import { movementLines } from './movement-lines';
import { otherLines } from './other-lines';
import { requestLines } from './request-lines';

export type { Line, ToldEntry } from './line';

/** Every entry as one line; of a kind that has no line of its own, or whose body is not at hand, the kind alone. */
export function entryLines(wording: Wording): (entry: ToldEntry) => Line {
  const says = new Map([...incidentLines(wording), ...requestLines(wording), ...movementLines(wording), ...otherLines(wording)]);
  return (entry) => says.get(entry.kind)?.(entry) ?? line(sayKind(entry.kind, wording.t));
}
