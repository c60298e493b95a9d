import { type Instant, distanceKm, hours, days, msBetween } from '@bongsu/kernel';
import type { Category } from '../contract';

/** What of a report or an incident tells whether both are about one event. Text is not among it: nothing is proposed on text alone. */
export interface Sighting {
  readonly category: Category;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly countryIso2: string | null;
  /** When it happened, or at least when it was said; null when neither is known. */
  readonly at: Instant | null;
  /** Ids of feed events behind it. */
  readonly feedEventIds: readonly string[];
}

export interface DuplicateEvidence {
  readonly distanceKm: number | null;
  readonly minutesApart: number | null;
  readonly sameCategory: boolean;
  readonly sameCountry: boolean;
  readonly sameFeedEvent: boolean;
}

export interface Reach {
  readonly withinKm: number;
  readonly withinMs: number;
  /** A calamity draws reports of other kinds (a missing person after an earthquake); a single case does not. */
  readonly drawsOthers: boolean;
}

/**
 * How far from an incident, in space and time, a report may still be about it; by the incident's category. PROPOSED values: a large
 * earthquake is felt some hundred kilometres away and is reported within the hours in which its epicentre is still revised; storms and floods
 * travel and last for days; a single person's case is one only on the spot.
 */
export const reachOf: Readonly<Record<Category, Reach>> = {
  earthquake: { withinKm: 300, withinMs: hours(6), drawsOthers: true },
  tsunami: { withinKm: 1_000, withinMs: hours(24), drawsOthers: true },
  flood: { withinKm: 150, withinMs: days(5), drawsOthers: true },
  storm: { withinKm: 500, withinMs: days(3), drawsOthers: true },
  volcano: { withinKm: 100, withinMs: days(5), drawsOthers: true },
  wildfire: { withinKm: 100, withinMs: days(3), drawsOthers: true },
  epidemic: { withinKm: 500, withinMs: days(14), drawsOthers: true },
  war: { withinKm: 500, withinMs: days(7), drawsOthers: true },
  rebellion: { withinKm: 150, withinMs: days(3), drawsOthers: true },
  terrorism: { withinKm: 25, withinMs: hours(24), drawsOthers: true },
  'transport-accident': { withinKm: 25, withinMs: hours(24), drawsOthers: true },
  'industrial-accident': { withinKm: 25, withinMs: hours(24), drawsOthers: true },
  abduction: { withinKm: 50, withinMs: hours(72), drawsOthers: false },
  piracy: { withinKm: 200, withinMs: hours(72), drawsOthers: false },
  detention: { withinKm: 5, withinMs: hours(48), drawsOthers: false },
  'crime-victim': { withinKm: 2, withinMs: hours(24), drawsOthers: false },
  death: { withinKm: 2, withinMs: hours(24), drawsOthers: false },
  'missing-person': { withinKm: 5, withinMs: hours(48), drawsOthers: false },
  patient: { withinKm: 2, withinMs: hours(24), drawsOthers: false },
  'minor-alone': { withinKm: 2, withinMs: hours(24), drawsOthers: false },
  'lost-property': { withinKm: 1, withinMs: hours(12), drawsOthers: false },
  other: { withinKm: 10, withinMs: hours(12), drawsOthers: false },
};

/** The widest window of the table: incidents farther in time need not be looked at. */
export const WIDEST_WINDOW_MS = Math.max(...Object.values(reachOf).map((reach) => reach.withinMs));

/** A report of another kind counts only well inside a calamity's reach. */
const SHARE_OF_REACH_FOR_OTHERS = 0.5;

/** The evidence for and against one event behind a report and an incident, whatever follows from it. */
export function compareSightings(report: Sighting, incident: Sighting): DuplicateEvidence {
  return {
    distanceKm: distanceBetween(report, incident),
    minutesApart: report.at === null || incident.at === null ? null : Math.round(Math.abs(msBetween(report.at, incident.at)) / 60_000),
    sameCategory: report.category === incident.category,
    sameCountry: report.countryIso2 !== null && report.countryIso2 === incident.countryIso2,
    sameFeedEvent: report.feedEventIds.some((id) => incident.feedEventIds.includes(id)),
  };
}

/**
 * How probable it is that the report is about the incident: 0 = not to be proposed, 1 = the same event of a feed. A person decides
 * either way. Needed are closeness in time, and closeness in space or, where a place is unknown, at least the same country and kind.
 */
export function scoreDuplicate(evidence: DuplicateEvidence, incidentCategory: Category): number {
  if (evidence.sameFeedEvent) return 1;
  const reach = reachOf[incidentCategory];
  if (!evidence.sameCategory && !reach.drawsOthers) return 0;
  const share = evidence.sameCategory ? 1 : SHARE_OF_REACH_FOR_OTHERS;
  const inTime = closeness(evidence.minutesApart, reach.withinMs / 60_000);
  if (inTime === null) return 0;
  if (evidence.distanceKm === null) return evidence.sameCountry && evidence.sameCategory ? 0.3 + 0.2 * inTime : 0;
  const inSpace = closeness(evidence.distanceKm, reach.withinKm * share);
  if (inSpace === null) return 0;
  return (evidence.sameCategory ? 0.5 : 0.3) + 0.25 * inTime + 0.2 * inSpace;
}

/** 1 at the same spot or time, 0 at the limit, null beyond it or when it is not known. */
function closeness(apart: number | null, limit: number): number | null {
  return apart === null || apart > limit ? null : 1 - apart / limit;
}

function distanceBetween(a: Sighting, b: Sighting): number | null {
  if (a.lat === null || a.lng === null || b.lat === null || b.lng === null) return null;
  return Math.round(distanceKm({ lat: a.lat, lng: a.lng }, { lat: b.lat, lng: b.lng }) * 10) / 10;
}

export interface Comparison<Thing extends Sighting> {
  readonly report: Thing;
  readonly incident: Thing;
  readonly evidence: DuplicateEvidence;
  readonly score: number;
}

/** The pairs worth proposing, the most probable first, at most `limit`. */
export function probableDuplicates<Thing extends Sighting>(
  reports: readonly Thing[],
  incidents: readonly Thing[],
  limit: number,
): Comparison<Thing>[] {
  return reports
    .flatMap((report) => incidents.map((incident) => comparisonOf(report, incident)))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

function comparisonOf<Thing extends Sighting>(report: Thing, incident: Thing): Comparison<Thing> {
  const evidence = compareSightings(report, incident);
  return { report, incident, evidence, score: scoreDuplicate(evidence, incident.category) };
}
