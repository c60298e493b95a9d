import { type Instant, transitions } from '@bongsu/kernel';
import type { PlanChoice, Priority, RequestLine, RequestState, Shortfall } from '../contract';
import type { TypedText } from './typed-text';

export interface RequestedLine {
  readonly lineNo: number;
  readonly line: RequestLine;
  /** Promised, under way or arrived. */
  readonly committed: number;
  /** Seen at the destination. */
  readonly arrived: number;
  /** What headquarters decided not to provide. */
  readonly waived: number;
}

export interface Plan {
  readonly madeAt: Instant;
  readonly choices: readonly PlanChoice[];
  readonly shortfalls: readonly Shortfall[];
}

/** What a mission asks for in one incident. */
export interface SupportRequest {
  readonly id: string;
  readonly code: string;
  readonly incidentId: string;
  readonly missionId: string;
  readonly priority: Priority;
  readonly neededBy: Instant;
  readonly justification: TypedText;
  readonly lines: readonly RequestedLine[];
  readonly state: RequestState;
  readonly submittedAt: Instant;
  readonly decisionDueAt: Instant | null;
  readonly plan: Plan | null;
  readonly endedReason: TypedText | null;
  /** Since when nothing is asked any more; what people typed about it is kept from then on for as long as its class says. */
  readonly endedAt: Instant | null;
  /** Who sees this request: the mission that asks, its primary hub, and every hub that was ever asked. */
  readonly audience: readonly string[];
  readonly version: number;
}

export type RequestAct = 'source' | 'commitPart' | 'commit' | 'refer' | 'fulfil' | 'release' | 'close' | 'decline' | 'withdraw';

/**
 * Domain §6.7. `source`, `commitPart`, `commit` and `fulfil` are consequences of what hubs promise and destinations see
 * ({@link file://./request-progress.ts}); `refer` puts it before headquarters; the rest are acts of people.
 */
export const requestTransitions = transitions<RequestState, RequestAct>({
  submitted: { source: 'sourcing', refer: 'at-headquarters', withdraw: 'withdrawn' },
  sourcing: { commitPart: 'part-committed', commit: 'committed', refer: 'at-headquarters', withdraw: 'withdrawn' },
  'part-committed': { source: 'sourcing', commit: 'committed', refer: 'at-headquarters', withdraw: 'withdrawn' },
  committed: { source: 'sourcing', commitPart: 'part-committed', fulfil: 'fulfilled', withdraw: 'withdrawn' },
  'at-headquarters': { source: 'sourcing', commitPart: 'part-committed', commit: 'committed', decline: 'declined', withdraw: 'withdrawn' },
  fulfilled: { release: 'released' },
  released: { close: 'closed' },
  closed: {},
  declined: {},
  withdrawn: {},
});

/** States in which the house looks for hubs by itself. At headquarters a person decides. */
export function isPlannable(state: RequestState): boolean {
  return state === 'submitted' || state === 'sourcing' || state === 'part-committed';
}

/** Nothing is asked any more; what is under way still has to come to its end. */
export function isSettled(state: RequestState): boolean {
  return state === 'released' || state === 'closed' || state === 'declined' || state === 'withdrawn';
}

export function lineOf(request: SupportRequest, lineNo: number): RequestedLine | undefined {
  return request.lines.find((line) => line.lineNo === lineNo);
}

/** How many of a line are still wanted after what headquarters waived. */
export function wanted(line: RequestedLine): number {
  return line.line.count - line.waived;
}
