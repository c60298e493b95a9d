import type { Instant } from '@bongsu/kernel';
import type { Lot, StaffMember } from '@bongsu/resources/contract';
import type { RequestLine } from '../contract';
import { arrivalBy } from './plan-facts';

/** What stands at the answering hub, read under lock: nobody else can promise it until this answer is written or refused. */
export interface HubShelf {
  readonly now: Instant;
  readonly staff: readonly StaffMember[];
  readonly lots: readonly Lot[];
  readonly travelHours: number;
  /** Until when supplies that are promised now are held without being sent. */
  readonly heldUntil: Instant;
  /** Where the requesting mission stands: whose visa is needed. */
  readonly countryIso2: string;
  readonly newId: () => string;
}

/** A line as the hub takes it: how many, and by name where a person chose. */
export interface TakenLine {
  readonly lineNo: number;
  readonly count: number;
  readonly line: RequestLine;
  readonly staffIds: readonly string[] | undefined;
  readonly lotIds: readonly string[] | undefined;
  /** Where in the command it stands, for pointing at a mistake: `lines.0`. */
  readonly path: string;
}

export function arrivesAt(shelf: HubShelf): Instant {
  return arrivalBy(shelf.now, shelf.travelHours);
}
