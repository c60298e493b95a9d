import {
  AlertLevelDecided,
  AlertReviewDue,
  DuplicateProposed,
  DuplicateRejected,
  IncidentAckOverdue,
  IncidentAcknowledged,
  IncidentMoved,
  IncidentOpened,
  IncidentReassigned,
  IncidentSealed,
  IncidentShared,
  IncidentUnsealed,
  ReportDismissed,
  ReportFiled,
  ReportLinked,
  ReportReassigned,
  ReportRevised,
  ReportShared,
  ReportUnlinked,
  TaskAdded,
  TaskCancelled,
  TaskCompleted,
  TaskOverdue,
  UrgencyChanged,
} from '@bongsu/incidents/contract';
import type { BoardTask } from '@bongsu/situation/contract';
import { type Line, type SayKind, type Wording, line, say } from './line';

/** Reports, incidents, decisions and tasks. */
export function incidentLines({ t, missionName, time, board }: Wording): SayKind[] {
  const mission = (id: string | null): string => (id === null ? t('parts.headquarters') : missionName(id));
  const report = (id: string): string => board.reports[id]?.code ?? t('entryLine.someReport');
  const incident = (id: string): string => board.incidents[id]?.code ?? t('entryLine.someIncident');
  const task = (incidentId: string, taskId: string): BoardTask | undefined => board.incidents[incidentId]?.tasks[taskId];
  const title = (incidentId: string, taskId: string): string => task(incidentId, taskId)?.title ?? t('entryLine.someTask');
  const owner = (incidentId: string, taskId: string): string => mission(task(incidentId, taskId)?.ownerMissionId ?? null);
  const ackBy = (at: string | null | undefined): string => (at ? t('entryLine.ackBy', { at: time(at) }) : '');
  const told = (missions: readonly string[]): string => missions.map(missionName).join(', ');

  return [
    say(ReportFiled, (b): Line => {
      const words = { code: b.code, category: t(`vocabulary.category.${b.category}`) };
      return line(
        b.correctsReportId === null
          ? t('entryLine.reportFiled', words)
          : t('entryLine.reportCorrects', { ...words, earlier: report(b.correctsReportId) }),
        b.feed?.magnitude != null && t('entryLine.magnitude', { magnitude: b.feed.magnitude.toFixed(1) }),
        b.nationals !== null && t('entryLine.nationals', { count: b.nationals.best }),
        t('entryLine.forMission', { mission: mission(b.missionId) }),
        t('entryLine.evidence', { grade: b.evidenceGrade }),
      );
    }),
    say(ReportRevised, (b) =>
      line(
        t(b.withdrawnByFeed === true ? 'entryLine.reportTakenBack' : 'entryLine.reportRevised', { code: report(b.reportId) }),
        b.magnitude !== null && t('entryLine.magnitude', { magnitude: b.magnitude.toFixed(1) }),
        b.urgency !== undefined && t(`vocabulary.urgency.${b.urgency}`),
      ),
    ),
    say(ReportLinked, (b) => line(t('entryLine.reportLinked', { code: report(b.reportId), incident: incident(b.incidentId) }))),
    say(ReportUnlinked, (b) => line(t('entryLine.reportUnlinked', { code: report(b.reportId), incident: incident(b.incidentId) }))),
    say(ReportDismissed, (b) => line(t('entryLine.reportDismissed', { code: report(b.reportId) }))),
    say(ReportReassigned, (b) => line(t('entryLine.reportPassed', { code: report(b.reportId), from: mission(b.from), to: mission(b.to) }))),
    say(ReportShared, (b) => line(t('entryLine.reportShared', { code: b.code, missions: told(b.missions) }))),
    say(DuplicateProposed, (b) =>
      line(
        t('entryLine.duplicateProposed', { code: report(b.reportId), incident: incident(b.incidentId) }),
        b.distanceKm !== null && t('incident.reports.distance', { km: Math.round(b.distanceKm) }),
        b.minutesApart !== null && t('incident.reports.apart', { minutes: Math.round(b.minutesApart) }),
      ),
    ),
    say(DuplicateRejected, (b) => line(t('entryLine.duplicateRejected', { code: report(b.reportId), incident: incident(b.incidentId) }))),

    say(IncidentOpened, (b) =>
      line(
        t('entryLine.incidentOpened', { code: b.code, title: b.title }),
        `${b.urgency} ${t(`vocabulary.urgency.${b.urgency}`)}`,
        t('entryLine.forMission', { mission: mission(b.missionId) }),
        ackBy(b.ackDueAt),
      ),
    ),
    say(IncidentSealed, () => line(t('entryLine.sealed'), t('entryLine.sealedMeans'))),
    say(IncidentUnsealed, () => line(t('entryLine.unsealed'), t('entryLine.unsealedMeans'))),
    say(IncidentShared, (b) => line(t('entryLine.incidentShared', { code: b.code, missions: told(b.missions) }))),
    say(IncidentAcknowledged, (b) => line(t('entryLine.acknowledged', { mission: mission(b.missionId) }))),
    say(IncidentAckOverdue, (b) =>
      line(t('entryLine.ackOverdue', { mission: mission(b.missionId) }), t('entryLine.nowTold', { mission: mission(b.toldHubId) })),
    ),
    say(IncidentMoved, (b) =>
      line(t('entryLine.moved', { from: t(`vocabulary.incidentState.${b.from}`), to: t(`vocabulary.incidentState.${b.to}`) })),
    ),
    say(AlertLevelDecided, (b) =>
      line(
        t('entryLine.alertLevel', { from: t(`vocabulary.alertLevel.${b.from}`), to: t(`vocabulary.alertLevel.${b.to}`) }),
        b.reviewAt !== null && t('entryLine.reviewBy', { at: time(b.reviewAt) }),
      ),
    ),
    say(AlertReviewDue, (b) => line(t('entryLine.reviewDue', { level: t(`vocabulary.alertLevel.${b.level}`) }))),
    say(UrgencyChanged, (b) => line(t('entryLine.urgency', { from: b.from, to: `${b.to} ${t(`vocabulary.urgency.${b.to}`)}` }))),
    say(IncidentReassigned, (b) => line(t('entryLine.incidentPassed', { from: mission(b.from), to: mission(b.to) }), ackBy(b.ackDueAt))),
    say(TaskAdded, (b) =>
      line(
        t('entryLine.taskAdded', { mission: mission(b.ownerMissionId), title: b.title }),
        b.dueAt !== null && t('entryLine.dueBy', { at: time(b.dueAt) }),
      ),
    ),
    say(TaskCompleted, (b) =>
      line(t('entryLine.taskDone', { mission: owner(b.incidentId, b.taskId), title: title(b.incidentId, b.taskId) })),
    ),
    say(TaskCancelled, (b) => line(t('entryLine.taskCancelled', { title: title(b.incidentId, b.taskId) }))),
    say(TaskOverdue, (b) =>
      line(t('entryLine.taskOverdue', { mission: owner(b.incidentId, b.taskId), title: title(b.incidentId, b.taskId) })),
    ),
  ];
}
