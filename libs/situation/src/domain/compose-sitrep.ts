import type { Entry } from '@bongsu/kernel';
import { AlertLevelDecided, IncidentMoved } from '@bongsu/incidents/contract';
import { type BoardIncident, type BoardState, clocksOf, emptyBoard, reduceAll } from '../contract';
import { actionsDone } from './sitrep-actions';
import type { KeyTime, OpenTask, RunningClock, SitrepDocument, SitrepLanguage } from './sitrep-document';
import { gapsOf } from './sitrep-gaps';
import { headcountOf, reportFigures } from './sitrep-reports';
import { movementsOf, requestLines } from './sitrep-resources';
import { type Stamp, stampsIn } from './stamp';

export interface SitrepMeta {
  readonly incidentId: string;
  readonly number: number;
  readonly asOf: string;
  readonly language: SitrepLanguage;
  readonly highlights: string | null;
  /** Names in the report's language; null leaves the id or code standing. */
  missionName(missionId: string): string | null;
  itemName(itemCode: string): string | null;
  /** On what basis an alert level was decided; the journal refers to it by id. */
  alertBasis(decisionId: string): string | null;
}

/**
 * A situation report from the journal alone: `entries` are what happened in the incident, in order, as far as the issuer may see
 * it, with what was said in its reports before they were linked. Null when nothing among them tells what the incident is.
 */
export function composeSitrep(entries: readonly Entry[], meta: SitrepMeta): SitrepDocument | null {
  const board = reduceAll(emptyBoard(), entries);
  const incident = board.incidents[meta.incidentId];
  const last = entries.at(-1);
  if (!incident || !last) return null;
  const stamp = stampsIn(incident.zone);
  const reports = Object.values(board.reports).filter((report) => report.incidentId === incident.id && !report.dismissed);
  const { id, code, title, category, urgency, state, missionId, countryIso2, zone, lat, lng } = incident;
  const headcount = headcountOf(entries, reports, stamp);
  const figures = reportFigures(reports, stamp);
  const requests = requestLines(board, incident.id, stamp);
  const document: Omit<SitrepDocument, 'names'> = {
    layout: 2,
    language: meta.language,
    number: meta.number,
    asOf: stamp(meta.asOf),
    highlights: meta.highlights,
    incident: { id, code, title, category, urgency, state, missionId, countryIso2, zone, lat, lng },
    alert: { level: incident.alertLevel, reviewAt: maybe(stamp, incident.alertReviewAt), history: alertHistory(entries, meta, stamp) },
    keyTimes: keyTimes(entries, incident, board, stamp),
    reports: figures,
    headcount,
    done: actionsDone(entries, board, stamp),
    requests,
    movements: movementsOf(board, incident.id),
    tasks: openTasks(incident, stamp),
    clocks: runningClocks(board, incident.id, meta.asOf, stamp),
    gaps: gapsOf({ incident, figures, headcount, requests, clocks: clocksOf(board, incident.id), asOf: meta.asOf }),
    source: { entries: entries.length, lastEntryId: last.id },
  };
  return { ...document, names: namesIn(document, meta) };
}

const maybe = (stamp: (utc: string) => Stamp, utc: string | null): Stamp | null => (utc === null ? null : stamp(utc));

function alertHistory(entries: readonly Entry[], meta: SitrepMeta, stamp: (utc: string) => Stamp): SitrepDocument['alert']['history'] {
  return entries.flatMap((entry) =>
    AlertLevelDecided.is(entry)
      ? [{ at: stamp(entry.at), from: entry.body.from, to: entry.body.to, basis: basisOf(entry.body.decisionId, meta) }]
      : [],
  );
}

const basisOf = (decisionId: string | null, meta: SitrepMeta): string => (decisionId === null ? null : meta.alertBasis(decisionId)) ?? '–';

/** Occurred, reported, recognised and decided are different times; each is named for what it is. */
function keyTimes(
  entries: readonly Entry[],
  incident: BoardIncident,
  board: BoardState,
  stamp: (utc: string) => Stamp,
): SitrepDocument['keyTimes'] {
  const firstReport =
    Object.values(board.reports)
      .map((report) => report.enteredAt)
      .sort()[0] ?? null;
  const became = (state: string): string | null => entries.find((entry) => IncidentMoved.is(entry) && entry.body.to === state)?.at ?? null;
  const times: [KeyTime, string | null][] = [
    ['occurred', incident.occurredAt],
    ['first-report', firstReport],
    ['opened', incident.openedAt],
    ['acknowledgement-due', incident.acknowledgedAt === null ? incident.ackDueAt : null],
    ['acknowledged', incident.acknowledgedAt],
    ['activated', became('active')],
    ['stabilised', became('stabilising')],
    ['closed', incident.closedAt],
  ];
  return times.flatMap(([code, at]) => (at === null ? [] : [{ code, at: stamp(at) }]));
}

function openTasks(incident: BoardIncident, stamp: (utc: string) => Stamp): OpenTask[] {
  return Object.values(incident.tasks)
    .filter((task) => task.state === 'open')
    .sort((a, b) => (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~') || a.id.localeCompare(b.id))
    .map(({ title, ownerMissionId, dueAt, overdue }) => ({ title, ownerMissionId, dueAt: maybe(stamp, dueAt), overdue }));
}

function runningClocks(board: BoardState, incidentId: string, asOf: string, stamp: (utc: string) => Stamp): RunningClock[] {
  return clocksOf(board, incidentId).map(({ code, dueAt, missionId, label }) => ({
    code,
    dueAt: stamp(dueAt),
    overdue: dueAt < asOf,
    missionId,
    label,
  }));
}

/** Every mission and item that the report names, so that it reads the same when they are called otherwise one day. */
function namesIn(document: Omit<SitrepDocument, 'names'>, meta: SitrepMeta): SitrepDocument['names'] {
  const missionIds = new Set<string>();
  const itemCodes = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (typeof value === 'string' && key.toLowerCase().endsWith('missionid')) missionIds.add(value);
    if (typeof value === 'string' && key === 'itemCode') itemCodes.add(value);
    return value;
  });
  const named = (ids: Iterable<string>, name: (id: string) => string | null): Record<string, string> =>
    Object.fromEntries([...ids].sort().map((id) => [id, name(id) ?? id]));
  return { missions: named(missionIds, (id) => meta.missionName(id)), items: named(itemCodes, (code) => meta.itemName(code)) };
}
