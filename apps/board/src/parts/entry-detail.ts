import { useTranslation } from 'react-i18next';
import {
  DeploymentMoved,
  DeploymentOrdered,
  LaneChanged,
  OfferAccepted,
  OfferDeclined,
  OfferEscalated,
  OfferPartAccepted,
  OfferQueued,
  OfferSent,
  OfferWithdrawn,
  PlanMade,
  RequestMoved,
  RequestSubmitted,
  ShipmentMoved,
  ShipmentOrdered,
} from '@bongsu/dispatch/contract';
import {
  AlertLevelDecided,
  AlertReviewDue,
  DuplicateProposed,
  IncidentMoved,
  IncidentReassigned,
  ReportFiled,
  TaskAdded,
  UrgencyChanged,
} from '@bongsu/incidents/contract';
import type { Entry, EntryDefinition } from '@bongsu/kernel';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import type { LiveEntry } from '@bongsu/platform/contract';
import { SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from '@bongsu/situation/contract';
import { useItemName } from '../data/dispatch';
import { useDirectory } from '../data/missions';
import { codedReason } from './coded-reason';

type Say = (entry: LiveEntry) => string;

/** The facts of an entry in words, as far as they add something to its kind; empty where the kind says it all. */
export function useEntryDetail(): Say {
  const { t } = useTranslation();
  const { nameOf } = useDirectory();
  const itemName = useItemName();
  const sum = (lines: readonly { count: number }[]): string => `× ${String(lines.reduce((total, { count }) => total + count, 0))}`;
  const arrow = (from: string, to: string): string => `${from} → ${to}`;

  const says = new Map<string, Say>([
    say(ReportFiled, (b) => `${b.code}, ${t(`vocabulary.category.${b.category}`)}, ${b.evidenceGrade}`),
    say(DuplicateProposed, (b) => (b.distanceKm === null ? '' : t('incident.reports.distance', { km: Math.round(b.distanceKm) }))),
    say(IncidentMoved, (b) => arrow(t(`vocabulary.incidentState.${b.from}`), t(`vocabulary.incidentState.${b.to}`))),
    say(AlertLevelDecided, (b) => arrow(t(`vocabulary.alertLevel.${b.from}`), t(`vocabulary.alertLevel.${b.to}`))),
    say(AlertReviewDue, (b) => t(`vocabulary.alertLevel.${b.level}`)),
    say(UrgencyChanged, (b) => arrow(b.from, b.to)),
    say(IncidentReassigned, (b) => arrow(nameOf(b.from), nameOf(b.to))),
    say(TaskAdded, (b) => `${b.title} (${nameOf(b.ownerMissionId)})`),
    say(RequestSubmitted, (b) => `${b.code}, ${b.priority}, ${nameOf(b.missionId)}`),
    say(PlanMade, (b) => [...new Set(b.choices.map(({ hubId }) => nameOf(hubId)))].join(', ')),
    say(RequestMoved, (b) =>
      [arrow(t(`dispatchVocabulary.requestState.${b.from}`), t(`dispatchVocabulary.requestState.${b.to}`)), codedReason(b.reason, t)]
        .filter(Boolean)
        .join(': '),
    ),
    say(OfferQueued, (b) => `${nameOf(b.hubId)} ${sum(b.lines)}`),
    say(OfferSent, (b) => nameOf(b.hubId)),
    say(OfferAccepted, (b) => `${nameOf(b.hubId)} ${sum(b.accepted)}`),
    say(OfferPartAccepted, (b) => `${nameOf(b.hubId)} ${sum(b.accepted)}`),
    say(OfferDeclined, (b) => `${nameOf(b.hubId)}: ${t(`dispatchVocabulary.declineReason.${b.reason}`)}`),
    say(OfferWithdrawn, (b) => [nameOf(b.hubId), codedReason(b.reason, t)].filter(Boolean).join(': ')),
    say(OfferEscalated, (b) => arrow(nameOf(b.hubId), b.toHubId === null ? t('parts.headquarters') : nameOf(b.toHubId))),
    say(DeploymentOrdered, (b) => `${b.staffNo}, ${arrow(nameOf(b.fromMissionId), nameOf(b.toMissionId))}`),
    say(DeploymentMoved, (b) => `${b.staffNo}: ${t(`dispatchVocabulary.deploymentState.${b.to}`)}`),
    say(
      ShipmentOrdered,
      (b) =>
        `${b.items.map(({ itemCode, sent }) => `${itemName(itemCode)} × ${String(sent)}`).join(', ')}, ${arrow(nameOf(b.fromMissionId), nameOf(b.toMissionId))}`,
    ),
    say(ShipmentMoved, (b) => `${arrow(nameOf(b.fromMissionId), nameOf(b.toMissionId))}: ${t(`dispatchVocabulary.shipmentState.${b.to}`)}`),
    say(LaneChanged, (b) => `${nameOf(b.hubId)}: ${t(`dispatchVocabulary.laneState.${b.to}`)}`),
    say(MissionStatusChanged, (b) => `${nameOf(b.missionId)}: ${arrow(t(`missions.status.${b.from}`), t(`missions.status.${b.to}`))}`),
    say(SitrepIssued, (b) => t('incident.sitreps.number', { number: b.number })),
    say(SitrepWithdrawn, (b) => t('incident.sitreps.number', { number: b.number })),
    say(SitrepSuperseded, (b) =>
      arrow(t('incident.sitreps.number', { number: b.number }), t('incident.sitreps.number', { number: b.byNumber })),
    ),
  ]);
  return (entry) => says.get(entry.kind)?.(entry) ?? '';
}

/** Binds words to a kind; an entry whose body this board cannot read says nothing rather than something wrong. */
function say<Kind extends string, Body>(definition: EntryDefinition<Kind, Body>, words: (body: Body) => string): [string, Say] {
  return [
    definition.kind,
    (entry) => {
      const candidate = entry as Entry;
      try {
        return definition.is(candidate) ? words(candidate.body) : '';
      } catch {
        return '';
      }
    },
  ];
}
