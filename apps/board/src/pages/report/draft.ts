import { useState } from 'react';
import type { Category, Channel, EvidenceGrade, FileReportInput, OpenIncidentInput, SealGround, Urgency } from '@bongsu/incidents/contract';
import { type GeoPoint, addMs, hours } from '@bongsu/kernel';
import { serverNow } from '../../api/server-time';
import type { OutboxItem } from '../../outbox/errand';
import { instantOfWallTime, wallTimeOf } from '../../time/wall-time';
import { guessCategory } from './guess-category';

export interface ReportDraft {
  summary: string;
  details: string;
  category: Category | null;
  urgency: Urgency;
  place: string;
  point: GeoPoint | null;
  /** How the point was found; a city's middle must not look like a street corner, nor its airport like its middle. */
  pointIs: 'exact' | 'city' | 'region';
  /** Whether the place's words gave it, and lose it when they change, or a hand set it on the map or in the list. */
  pointBy: 'words' | 'hand';
  countryIso2: string | null;
  countryBy: 'words' | 'hand';
  when: 'now' | 'hour' | 'unknown' | 'exact';
  wall: string;
  zone: string | null;
  channel: Channel;
  evidence: EvidenceGrade | null;
  low: number | '';
  best: number | '';
  high: number | '';
  sourceNote: string;
  /** Kept with the draft, so that what must be sealed is not filed openly after signing in again. */
  sealed: boolean;
  sealGround: SealGround | null;
  /** The title of the sealed incident; null = the one that is suggested. */
  sealTitle: string | null;
  /** What waited to be sent and was refused: it goes when this has been filed. */
  replaces: string | null;
}

export const blank: ReportDraft = {
  summary: '',
  details: '',
  category: null,
  urgency: 'U2',
  place: '',
  point: null,
  pointIs: 'exact',
  pointBy: 'hand',
  countryIso2: null,
  countryBy: 'hand',
  when: 'now',
  wall: '',
  zone: null,
  channel: 'phone',
  evidence: null,
  low: '',
  best: '',
  high: '',
  sourceNote: '',
  sealed: false,
  sealGround: null,
  sealTitle: null,
  replaces: null,
};

/** Kept for this tab and in memory only: what a caller says must not lie about in a browser's storage. */
let kept: ReportDraft = blank;

export function useDraft() {
  const [draft, setDraft] = useState(kept);
  const keep = (next: ReportDraft): void => {
    kept = next;
    setDraft(next);
  };
  return { draft, change: (part: Partial<ReportDraft>) => keep({ ...kept, ...part }), clear: () => keep(blank) };
}

/** Puts what was refused into the form again, to be put right; false when it is nothing that is filed by this form. */
export function correct({ id, content }: OutboxItem): boolean {
  const errand = content?.errand;
  if (errand == null || errand.kind === 'acknowledge') return false;
  const { report } = errand;
  const { place, nationals } = report;
  kept = {
    ...blank,
    summary: report.summary,
    details: report.details ?? '',
    category: report.category,
    urgency: report.urgency,
    place: place?.text ?? '',
    point: place?.lat == null || place.lng == null ? null : { lat: place.lat, lng: place.lng },
    pointIs: place?.precision === 'city' || place?.precision === 'region' ? place.precision : 'exact',
    countryIso2: report.countryIso2 ?? null,
    when: report.occurredAt == null ? 'unknown' : 'exact',
    wall: report.occurredAt == null ? '' : wallTimeOf(report.occurredAt, report.zone ?? 'UTC'),
    zone: report.zone ?? 'UTC',
    channel: report.channel,
    evidence: report.evidenceGrade,
    low: nationals?.low ?? '',
    best: nationals?.best ?? '',
    high: nationals?.high ?? '',
    sourceNote: report.sourceNote ?? '',
    sealed: errand.kind === 'sealed-report',
    sealGround: errand.kind === 'sealed-report' ? (errand.incident.seal?.ground ?? null) : null,
    sealTitle: errand.kind === 'sealed-report' ? errand.incident.title : null,
    replaces: id,
  };
  return true;
}

/** Who usually speaks through a channel (domain §5b); the operator may know better. */
const usualEvidence: Record<Channel, EvidenceGrade> = {
  phone: 'C',
  app: 'C',
  web: 'C',
  email: 'C',
  sms: 'C',
  messenger: 'C',
  'walk-in': 'C',
  mission: 'B',
  cooperator: 'B',
  'host-authority': 'A',
  association: 'C',
  media: 'D',
  feed: 'A',
  other: 'E',
};

/** What was chosen, or what the words suggest until somebody chooses. */
export const categoryOf = (draft: ReportDraft): Category | null => draft.category ?? guessCategory(draft.summary);

export const evidenceOf = (draft: ReportDraft): EvidenceGrade => draft.evidence ?? usualEvidence[draft.channel];

/** The request as the API takes it. `zone`: that of the place, in which the times were told. */
export function reportToFile(draft: ReportDraft, zone: string): FileReportInput {
  const now = serverNow();
  const occurredAt =
    draft.when === 'now'
      ? now
      : draft.when === 'hour'
        ? addMs(now, -hours(1))
        : draft.when === 'exact'
          ? instantOfWallTime(draft.wall, draft.zone ?? zone)
          : null;
  const nothing = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const best = draft.best === '' ? (draft.low === '' ? draft.high : draft.low) : draft.best;
  return {
    summary: draft.summary.trim(),
    details: nothing(draft.details),
    category: categoryOf(draft) ?? 'other',
    urgency: draft.urgency,
    evidenceGrade: evidenceOf(draft),
    channel: draft.channel,
    place: {
      text: nothing(draft.place),
      lat: draft.point?.lat ?? null,
      lng: draft.point?.lng ?? null,
      precision: draft.point !== null ? draft.pointIs : draft.countryIso2 !== null ? 'country' : 'unknown',
    },
    countryIso2: draft.point === null ? draft.countryIso2 : null,
    zone: draft.when === 'exact' ? (draft.zone ?? zone) : zone,
    occurredAt,
    reportedAt: now,
    nationals: best === '' ? null : { low: draft.low === '' ? best : draft.low, best, high: draft.high === '' ? best : draft.high },
    sourceNote: nothing(draft.sourceNote),
  };
}

/** The sealed incident that the report is to be filed into. */
export function sealedToOpen(draft: ReportDraft, report: FileReportInput, missionId: string | null, title: string): OpenIncidentInput {
  return {
    title: (draft.sealTitle ?? title).trim(),
    category: report.category,
    urgency: report.urgency,
    missionId,
    countryIso2: report.countryIso2 ?? null,
    lat: draft.point?.lat ?? null,
    lng: draft.point?.lng ?? null,
    zone: report.zone ?? 'UTC',
    occurredAt: report.occurredAt ?? null,
    seal: draft.sealGround === null ? null : { ground: draft.sealGround },
  };
}

/** `36.20, 36.16` and the like; anything else is a place in words. */
export function pointInText(text: string): GeoPoint | null {
  const [, lat, lng] = /^\s*([+-]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (lat === undefined || lng === undefined || Math.abs(Number(lat)) > 90 || Math.abs(Number(lng)) > 180) return null;
  return { lat: Number(lat), lng: Number(lng) };
}

/** A known city; `airport` where the point is only that of its airport. */
export interface CityHit extends GeoPoint {
  readonly locatedInIso2: string;
  readonly airport: string | null;
}

/** What changes when the place is typed. A known city or coordinates set the point; what earlier words had set goes with them. */
export function placeTyped(text: string, draft: ReportDraft, cityNamed: (text: string) => CityHit | undefined): Partial<ReportDraft> {
  // What a hand set on the map is surer than a name.
  const city = draft.pointBy === 'hand' && draft.point !== null ? undefined : cityNamed(text);
  if (city !== undefined)
    return {
      place: text,
      point: { lat: city.lat, lng: city.lng },
      pointIs: city.airport === null ? 'city' : 'region',
      pointBy: 'words',
      countryIso2: city.locatedInIso2,
      countryBy: 'words',
    };
  const country = draft.countryBy === 'words' ? { countryIso2: null } : {};
  const point = pointInText(text);
  if (point !== null) return { place: text, point, pointIs: 'exact', pointBy: 'words', ...country };
  return { place: text, ...(draft.pointBy === 'words' ? { point: null } : {}), ...country };
}
