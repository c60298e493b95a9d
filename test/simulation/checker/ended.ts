import type { Fleet } from '../house/fleet';
import type { Story } from '../house/story';
import type { Crowd } from '../people/crowd';
import type { Witness } from './witness';

/** What there is to look at when a story has come to its end. */
export interface Ended {
  readonly story: Story;
  readonly fleet: Fleet;
  readonly crowd: Crowd;
  readonly witness: Witness;
  /** Whether the house came to rest. */
  readonly came: boolean;
}

export function rowsOf({ story }: Ended, table: string) {
  return [...story.server.database.table(table).rows.values()];
}
