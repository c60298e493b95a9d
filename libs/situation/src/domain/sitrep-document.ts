import type { AlertLevel, Category, EvidenceGrade, IncidentState, Urgency } from '@bongsu/incidents/contract';
import type { DeploymentState, Priority, RequestState, ShipmentState, ShortfallCode } from '@bongsu/dispatch/contract';
import type { Skill } from '@bongsu/resources/contract';
import type { BoardClock } from '../contract';
import type { Stamp } from './stamp';

export type SitrepLanguage = 'en' | 'ko';

/**
 * A situation report as it was issued: figures, codes and times, no rendering. Stored whole and never changed; what is shown of
 * it is made from this alone. Content follows the OCHA situation report and ICS 209 (domain §4).
 */
export interface SitrepDocument {
  /**
   * The layout of this document; renderers must go on understanding old ones. Layout 1 also held the head-counts of different reports
   * against each other (`verified`, `latest`, `delta`), which nobody reads any more, and not where they were about or what they replace.
   */
  readonly layout: 1 | 2;
  readonly language: SitrepLanguage;
  readonly number: number;
  readonly asOf: Stamp;
  readonly highlights: string | null;
  readonly incident: SitrepIncident;
  readonly alert: { readonly level: AlertLevel; readonly reviewAt: Stamp | null; readonly history: readonly AlertDecision[] };
  readonly keyTimes: readonly { readonly code: KeyTime; readonly at: Stamp }[];
  readonly reports: ReportFigures;
  readonly headcount: { readonly series: readonly Headcount[] };
  readonly done: { readonly actions: readonly Action[]; readonly earlier: number };
  readonly requests: readonly SitrepRequest[];
  readonly movements: { readonly deployments: readonly Counted<DeploymentState>[]; readonly shipments: readonly Counted<ShipmentState>[] };
  readonly tasks: readonly OpenTask[];
  readonly clocks: readonly RunningClock[];
  readonly gaps: readonly Gap[];
  /** Names in the report's language, as they were at the time. */
  readonly names: { readonly missions: Readonly<Record<string, string>>; readonly items: Readonly<Record<string, string>> };
  /** What it was made from. */
  readonly source: { readonly entries: number; readonly lastEntryId: string };
}

export interface SitrepIncident {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly category: Category;
  readonly urgency: Urgency;
  readonly state: IncidentState;
  readonly missionId: string | null;
  readonly countryIso2: string | null;
  readonly zone: string;
  readonly lat: number | null;
  readonly lng: number | null;
}

export interface AlertDecision {
  readonly at: Stamp;
  readonly from: AlertLevel;
  readonly to: AlertLevel;
  readonly basis: string;
}

export const keyTimeCodes = [
  'occurred',
  'first-report',
  'opened',
  'acknowledgement-due',
  'acknowledged',
  'activated',
  'stabilised',
  'closed',
] as const;
export type KeyTime = (typeof keyTimeCodes)[number];

/** A and B are verified; only they may count in a casualty line. C to E are shown as unverified (domain §5b). */
export const isVerified = (grade: EvidenceGrade): boolean => grade === 'A' || grade === 'B';

export interface ReportFigures {
  readonly total: number;
  readonly verified: number;
  readonly unverified: number;
  readonly byGrade: readonly {
    readonly grade: EvidenceGrade;
    readonly count: number;
    readonly corrected: number;
    readonly latest: Stamp | null;
  }[];
}

/**
 * How many nationals, as one report said of the people it was about: all in a country, those near an epicentre, the missing. Two of them
 * are never added or held against each other. Low and high are null where only the best estimate was told on.
 */
export interface Headcount {
  readonly reportCode: string;
  readonly at: Stamp;
  readonly low: number | null;
  readonly best: number;
  readonly high: number | null;
  readonly grade: EvidenceGrade;
  /** A later report set it right. */
  readonly corrected: boolean;
  /** Code of the report whose estimate this one replaces; null when it stands by itself. Not in layout 1. */
  readonly replaces?: string | null;
  /** Code of the report whose estimate stands in place of this one; null when this one stands. Not in earlier documents. */
  readonly supersededBy?: string | null;
  /** Where the report was about, as far as it is known; its own words on the place may be personal and stay with it. Not in layout 1. */
  readonly missionId?: string | null;
  readonly countryIso2?: string | null;
}

export const actionCodes = [
  'acknowledged',
  'state',
  'alert-level',
  'urgency',
  'reassigned',
  'report-corrected',
  'task-done',
  'requested',
  'offer-accepted',
  'offer-part-accepted',
  'offer-declined',
  'offer-escalated',
  'staff-departed',
  'staff-arrived',
  'staff-returned',
  'supplies-sent',
  'supplies-received',
  'sitrep',
  'sitrep-withdrawn',
  'sitrep-superseded',
] as const;
export type ActionCode = (typeof actionCodes)[number];

/** Something that was done, or several of the same in the same minute. Which facts there are depends on the code. */
export interface Action {
  readonly code: ActionCode;
  readonly at: Stamp;
  readonly count: number;
  readonly missionId: string | null;
  readonly fromMissionId: string | null;
  /** A code of the vocabulary: state, level, urgency, reason. */
  readonly value: string | null;
  /** What people say: a code, a title, a number. */
  readonly label: string | null;
}

export type Asked = { readonly kind: 'staff'; readonly skill: Skill } | { readonly kind: 'supply'; readonly itemCode: string };

export interface SitrepRequest {
  readonly code: string;
  readonly missionId: string;
  readonly priority: Priority;
  readonly state: RequestState;
  readonly neededBy: Stamp;
  readonly lines: readonly SitrepLine[];
}

/** One line of a request. `short` = asked − committed; `gap` is why the plan could not cover it. */
export interface SitrepLine {
  readonly lineNo: number;
  readonly asked: Asked;
  readonly requested: number;
  readonly minimum: number;
  readonly committed: number;
  readonly enRoute: number;
  readonly arrived: number;
  readonly short: number;
  readonly gap: { readonly code: ShortfallCode; readonly missing: number; readonly belowMinimum: boolean } | null;
}

export interface Counted<State> {
  readonly state: State;
  readonly count: number;
}

export interface OpenTask {
  readonly title: string;
  readonly ownerMissionId: string;
  readonly dueAt: Stamp | null;
  readonly overdue: boolean;
}

export interface RunningClock {
  readonly code: BoardClock['code'];
  readonly dueAt: Stamp;
  readonly overdue: boolean;
  readonly missionId: string | null;
  readonly label: string | null;
}

export const gapCodes = [
  'not-acknowledged',
  'alert-level-undecided',
  'no-headcount',
  'headcount-unverified',
  'reports-unverified',
  'below-minimum',
  'shortfall',
  'request-undecided',
  'offer-unanswered',
  'arrival-overdue',
  'task-overdue',
  'alert-review-due',
  'needed-by-passed',
] as const;
export type GapCode = (typeof gapCodes)[number];

/** What is missing, hence what comes next. */
export interface Gap {
  readonly code: GapCode;
  readonly count: number | null;
  readonly missionId: string | null;
  readonly label: string | null;
}
