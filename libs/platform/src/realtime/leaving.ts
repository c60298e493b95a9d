import type { LiveEntry } from '../contract/live';
import type { PositionedEntry } from '../journal/append';

/** An entry as it leaves the server: picked field by field, so that the position never does. */
export function leaving(entry: PositionedEntry): LiveEntry {
  const { id, kind, at, actor, subject, incidentId, audience, correlationId, body } = entry;
  return { id, kind, at, actor, subject, incidentId, audience: [...audience], correlationId, body };
}
