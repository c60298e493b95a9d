import type { AlertLevel, Category, Channel, EvidenceGrade, IncidentState, SealGround, Urgency } from '@bongsu/incidents/contract';
import type {
  DeploymentState,
  OfferLine,
  OfferState,
  OfferTier,
  PlanChoice,
  Priority,
  RequestLine,
  RequestState,
  ShipmentState,
  Shortfall,
} from '@bongsu/dispatch/contract';
import type { MissionStatus } from '@bongsu/missions/contract';

/**
 * What the live board shows: a pure function of the entries that a person may see. Plain JSON, no personal data.
 * Bounded: closed incidents and their dispatch are kept for the last {@link CLOSED_KEPT} only, unlinked reports for the last
 * {@link REPORTS_KEPT}.
 */
export const CLOSED_KEPT = 50;
export const REPORTS_KEPT = 300;
/** Ended requests, offers and journeys of incidents that the viewer does not see (a hub helps where it may not look): the last so many of each. */
export const DISPATCH_KEPT = 300;

export interface BoardState {
  incidents: Record<string, BoardIncident>;
  reports: Record<string, BoardReport>;
  proposals: Record<string, BoardProposal>;
  requests: Record<string, BoardRequest>;
  offers: Record<string, BoardOffer>;
  deployments: Record<string, BoardDeployment>;
  shipments: Record<string, BoardShipment>;
  lanes: Record<string, BoardLane>;
  /** Statuses that changed since the reference data was seeded. */
  missionStatuses: Record<string, MissionStatus>;
  totals: { reports: number; incidentsOpened: number; requests: number; deploymentsArrived: number; shipmentsReceived: number };
  /** The last entries, newest first, for the ticker; at most 60. */
  recent: BoardRecent[];
  /** Only on a board that was made anew after older entries had gone to the archive: until when. Totals count from there. */
  archivedUntil?: string;
}

export interface BoardClock {
  /** What runs: the code names it, the board says it in the operator's language. */
  code: 'incident-ack' | 'alert-review' | 'task-due' | 'offer-ack' | 'request-decision' | 'arrival-expected' | 'needed-by';
  dueAt: string;
  /** The mission that must act, when one is named. */
  missionId: string | null;
  subjectId: string;
  label: string | null;
}

export interface BoardTask {
  id: string;
  title: string;
  ownerMissionId: string;
  dueAt: string | null;
  state: 'open' | 'done' | 'cancelled';
  overdue: boolean;
}

export interface BoardIncident {
  id: string;
  code: string;
  title: string;
  category: Category;
  urgency: Urgency;
  state: IncidentState;
  alertLevel: AlertLevel;
  missionId: string | null;
  countryIso2: string | null;
  lat: number | null;
  lng: number | null;
  zone: string;
  occurredAt: string | null;
  openedAt: string;
  ackDueAt: string | null;
  acknowledgedAt: string | null;
  ackOverdue: boolean;
  alertReviewAt: string | null;
  reportIds: string[];
  tasks: Record<string, BoardTask>;
  lastSitrepNumber: number;
  closedAt: string | null;
  /** Why it is sealed: only those on its list have it on their boards. */
  seal: SealGround | null;
  lastEntryAt: string;
}

export interface BoardReport {
  id: string;
  code: string;
  category: Category;
  urgency: Urgency;
  evidenceGrade: EvidenceGrade;
  channel: Channel;
  missionId: string | null;
  countryIso2: string | null;
  estimate: boolean;
  lat: number | null;
  lng: number | null;
  occurredAt: string | null;
  enteredAt: string;
  nationalsBest: number | null;
  magnitude: number | null;
  incidentId: string | null;
  correctedByReportId: string | null;
  dismissed: boolean;
}

export interface BoardProposal {
  id: string;
  reportId: string;
  incidentId: string;
  distanceKm: number | null;
  minutesApart: number | null;
  sameCategory: boolean;
}

export interface BoardRequest {
  id: string;
  code: string;
  incidentId: string;
  missionId: string;
  priority: Priority;
  neededBy: string;
  decisionDueAt: string | null;
  state: RequestState;
  submittedAt: string;
  lines: { lineNo: number; line: RequestLine; committed: number; arrived: number }[];
  choices: PlanChoice[];
  shortfalls: Shortfall[];
}

export interface BoardOffer {
  id: string;
  requestId: string;
  incidentId: string;
  hubId: string;
  requestingMissionId: string;
  tier: OfferTier;
  state: OfferState;
  lines: OfferLine[];
  accepted: OfferLine[];
  ackDueAt: string | null;
  queuedAt: string;
  declineReason: string | null;
  escalatedToHubId: string | null;
}

interface BoardJourney {
  fromMissionId: string;
  toMissionId: string;
  departedAt: string | null;
  expectedAt: string | null;
  arrivedAt: string | null;
}
export interface BoardDeployment extends BoardJourney {
  id: string;
  requestId: string;
  incidentId: string;
  staffId: string;
  staffNo: string;
  lineNo: number;
  state: DeploymentState;
  /** When the way home began; `expectedAt` is of the way home from then on. */
  returnDepartedAt: string | null;
}
export interface BoardShipment extends BoardJourney {
  id: string;
  requestId: string;
  incidentId: string;
  state: ShipmentState;
  items: { lineNo: number; lotId: string; itemCode: string; sent: number; received: number | null }[];
}
export interface BoardLane {
  hubId: string;
  state: 'open' | 'paused' | 'handed-over';
  handedToHubId: string | null;
  reason: string | null;
}
export interface BoardRecent {
  id: string;
  kind: string;
  at: string;
  incidentId: string | null;
  subjectId: string;
  missionId: string | null;
  note: string | null;
  /** The facts of the entry, which its line is made from. */
  body: unknown;
}

export function emptyBoard(): BoardState {
  return {
    incidents: {},
    reports: {},
    proposals: {},
    requests: {},
    offers: {},
    deployments: {},
    shipments: {},
    lanes: {},
    missionStatuses: {},
    totals: { reports: 0, incidentsOpened: 0, requests: 0, deploymentsArrived: 0, shipmentsReceived: 0 },
    recent: [],
  };
}
