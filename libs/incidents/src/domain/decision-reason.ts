import type { Instant, Sensitive } from '@bongsu/kernel';
import type { ReasonedAct } from '../contract';

/** Why somebody decided something on an incident or a report, in her own words. Written once; it stands in no entry of the journal. */
export interface DecisionReason {
  readonly id: string;
  readonly act: ReasonedAct;
  /** At least one of the two. */
  readonly incidentId: string | null;
  readonly reportId: string | null;
  readonly reason: Sensitive;
  readonly decidedBy: string;
  readonly decidedAt: Instant;
}
