import { newId, type Instant } from '@bongsu/kernel';
import { PlainFailure } from '../plain-failure';

/**
 * One run of a replay. Every request carries a key made of the run's id and its place in the scenario, so that the same run started again
 * goes on where it was cut off and does nothing twice. Times that must lie ahead are counted from `beganAt`, which is part of the id
 * (UUID version 7), so that they too are the same the second time.
 */
export interface RunId {
  readonly id: string;
  readonly beganAt: Instant;
  /** Whether the id was given, so that what was begun under it goes on. */
  readonly isTakenUpAgain: boolean;
}

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function runId(given: string | undefined): RunId {
  const id = given?.toLowerCase() ?? newId();
  if (!uuidV7.test(id))
    throw new PlainFailure(`"${id}" is not the id of a run: take the one that an earlier replay printed, or leave --run-id out.`);
  return { id, beganAt: new Date(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString(), isTakenUpAgain: given !== undefined };
}
