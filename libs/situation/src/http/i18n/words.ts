import type { AlertLevel, Category, EvidenceGrade, IncidentState, Urgency } from '@bongsu/incidents/contract';
import type { DeclineReason, DeploymentState, Priority, RequestState, ShipmentState, ShortfallCode } from '@bongsu/dispatch/contract';
import type { Skill } from '@bongsu/resources/contract';
import type { BoardClock } from '../../contract';
import type { ActionCode, GapCode, KeyTime } from '../../domain/sitrep-document';

/** Everything that a rendered situation report says by itself, once per language. Functions where a figure stands inside the sentence. */
export interface SitrepWords {
  readonly title: (number: number) => string;
  readonly ended: {
    readonly withdrawn: string;
    readonly withdrawnMeans: string;
    readonly superseded: string;
    readonly supersededBy: (number: number) => string;
  };
  readonly section: Readonly<
    Record<'highlights' | 'glance' | 'times' | 'alert' | 'headcount' | 'reports' | 'support' | 'done' | 'open' | 'gaps', string>
  >;
  readonly label: Readonly<
    Record<
      'incident' | 'category' | 'state' | 'urgency' | 'place' | 'mission' | 'alert' | 'review' | 'asOf' | 'deployments' | 'shipments',
      string
    >
  >;
  readonly column: Readonly<
    Record<
      | 'what'
      | 'when'
      | 'local'
      | 'kst'
      | 'utc'
      | 'from'
      | 'to'
      | 'basis'
      | 'report'
      | 'low'
      | 'best'
      | 'high'
      | 'where'
      | 'source'
      | 'grade'
      | 'meaning'
      | 'count'
      | 'corrected'
      | 'latest'
      | 'line'
      | 'asked'
      | 'minimum'
      | 'committed'
      | 'enRoute'
      | 'arrived'
      | 'short'
      | 'gap'
      | 'due'
      | 'who'
      | 'status',
      string
    >
  >;
  readonly none: string;
  readonly unknown: string;
  readonly verified: string;
  readonly unverified: string;
  readonly corrected: string;
  readonly inPlaceOf: (reportCode: string) => string;
  readonly supersededCounts: string;
  readonly supersededBy: (reportCode: string, best: number, at: string, byCode: string) => string;
  /** Why head-counts of several reports are not to be put together. */
  readonly differentGroups: string;
  readonly overdue: string;
  readonly open: string;
  readonly totals: (total: number, verified: number, unverified: number) => string;
  readonly times: (count: number) => string;
  readonly earlier: (count: number) => string;
  readonly request: (code: string, priority: string, state: string, neededBy: string) => string;
  readonly missing: (count: number) => string;
  readonly madeFrom: (entries: number) => string;
  readonly digest: string;
  readonly page: (page: number, pages: number) => string;
  readonly category: Readonly<Record<Category, string>>;
  readonly urgencies: Readonly<Record<Urgency, string>>;
  readonly grades: Readonly<Record<EvidenceGrade, string>>;
  readonly alertLevel: Readonly<Record<AlertLevel, string>>;
  readonly incidentState: Readonly<Record<IncidentState, string>>;
  readonly requestState: Readonly<Record<RequestState, string>>;
  readonly priority: Readonly<Record<Priority, string>>;
  readonly deploymentState: Readonly<Record<DeploymentState, string>>;
  readonly shipmentState: Readonly<Record<ShipmentState, string>>;
  readonly shortfall: Readonly<Record<ShortfallCode, string>>;
  readonly decline: Readonly<Record<DeclineReason, string>>;
  readonly skill: Readonly<Record<Skill, string>>;
  readonly keyTime: Readonly<Record<KeyTime, string>>;
  readonly clock: Readonly<Record<BoardClock['code'], string>>;
  readonly action: Readonly<Record<ActionCode, string>>;
  readonly gapText: Readonly<Record<GapCode, string>>;
}
