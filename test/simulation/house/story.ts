import type { MissionDirectory } from '@bongsu/missions';
import type { World } from '../engine/world';
import type { Weather } from '../weather';
import type { SimulatedServer } from '../database/server';
import type { QueueServer } from '../queues/queue-server';
import type { Protection } from '../protections';

/** Everything of one story that outlives any process. */
export interface Story {
  readonly world: World;
  readonly weather: Weather;
  readonly server: SimulatedServer;
  readonly queues: QueueServer;
  readonly missions: MissionDirectory;
  readonly lacks: ReadonlySet<Protection>;
  /** Accounts that have ended. */
  readonly gone: Set<string>;
}
