import type { Entry } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { type BoardState, SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from '../contract';
import type { Action, SitrepDocument } from './sitrep-document';
import type { Stamp } from './stamp';

/** A report lists the last so many actions; how many went before is said. */
export const ACTIONS_SHOWN = 60;

type Fact = Partial<Pick<Action, 'missionId' | 'fromMissionId' | 'value' | 'label'>> & Pick<Action, 'code'> & { at: string };

/** What was done, in the order in which it happened. The same act on the same way in the same minute is one line with a count. */
export function actionsDone(entries: readonly Entry[], board: BoardState, stamp: (utc: string) => Stamp): SitrepDocument['done'] {
  const lines = new Map<string, Action>();
  for (const entry of entries) {
    const fact = actionOf(entry, board);
    if (fact === null) continue;
    const { code, at, missionId = null, fromMissionId = null, value = null, label = null } = fact;
    const key = JSON.stringify([
      code,
      at.slice(0, 16),
      missionId,
      fromMissionId,
      value,
      grouped.has(code) ? null : [entry.subject.id, label],
    ]);
    const before = lines.get(key);
    lines.set(
      key,
      before
        ? { ...before, count: before.count + 1, label: joined(before.label, label) }
        : { code, at: stamp(at), count: 1, missionId, fromMissionId, value, label },
    );
  }
  const actions = [...lines.values()].sort((a, b) => a.at.utc.localeCompare(b.at.utc));
  return { actions: actions.slice(-ACTIONS_SHOWN), earlier: Math.max(0, actions.length - ACTIONS_SHOWN) };
}

const grouped: ReadonlySet<Action['code']> = new Set([
  'staff-departed',
  'staff-arrived',
  'staff-returned',
  'supplies-sent',
  'supplies-received',
]);
const staffActs: Partial<Record<dispatch.DeploymentAct, Action['code']>> = {
  depart: 'staff-departed',
  arrive: 'staff-arrived',
  'confirm-return': 'staff-returned',
};
const supplyActs: Partial<Record<dispatch.ShipmentAct, Action['code']>> = { dispatch: 'supplies-sent', receive: 'supplies-received' };

function joined(before: string | null, label: string | null): string | null {
  if (before === null || label === null || before.split(', ').includes(label)) return before ?? label;
  return before.split(', ').length < 6 ? `${before}, ${label}` : before;
}

function actionOf(entry: Entry, board: BoardState): Fact | null {
  const { at } = entry;
  if (incidents.IncidentAcknowledged.is(entry)) return { code: 'acknowledged', at, missionId: entry.body.missionId };
  if (incidents.IncidentMoved.is(entry)) return { code: 'state', at, value: entry.body.to };
  if (incidents.AlertLevelDecided.is(entry)) return { code: 'alert-level', at, value: entry.body.to };
  if (incidents.UrgencyChanged.is(entry)) return { code: 'urgency', at, value: entry.body.to };
  if (incidents.IncidentReassigned.is(entry)) return { code: 'reassigned', at, missionId: entry.body.to };
  if (incidents.TaskCompleted.is(entry))
    return { code: 'task-done', at, label: board.incidents[entry.body.incidentId]?.tasks[entry.body.taskId]?.title ?? null };
  if (incidents.ReportFiled.is(entry))
    return entry.body.correctsReportId === null
      ? null
      : { code: 'report-corrected', at, label: board.reports[entry.body.correctsReportId]?.code ?? null };
  if (SitrepIssued.is(entry)) return { code: 'sitrep', at, label: String(entry.body.number) };
  if (SitrepWithdrawn.is(entry)) return { code: 'sitrep-withdrawn', at, label: String(entry.body.number) };
  if (SitrepSuperseded.is(entry)) return { code: 'sitrep-superseded', at, label: String(entry.body.number) };
  return dispatchActionOf(entry, board);
}

function dispatchActionOf(entry: Entry, board: BoardState): Fact | null {
  const { at } = entry;
  const codeOf = (requestId: string): string | null => board.requests[requestId]?.code ?? null;
  if (dispatch.RequestSubmitted.is(entry)) return { code: 'requested', at, missionId: entry.body.missionId, label: entry.body.code };
  if (dispatch.OfferAccepted.is(entry))
    return { code: 'offer-accepted', at, missionId: entry.body.hubId, label: codeOf(entry.body.requestId) };
  if (dispatch.OfferPartAccepted.is(entry))
    return { code: 'offer-part-accepted', at, missionId: entry.body.hubId, label: codeOf(entry.body.requestId) };
  if (dispatch.OfferDeclined.is(entry))
    return { code: 'offer-declined', at, missionId: entry.body.hubId, value: entry.body.reason, label: codeOf(entry.body.requestId) };
  if (dispatch.OfferEscalated.is(entry))
    return {
      code: 'offer-escalated',
      at,
      missionId: entry.body.toHubId,
      fromMissionId: entry.body.hubId,
      label: codeOf(entry.body.requestId),
    };
  if (dispatch.DeploymentMoved.is(entry)) {
    const code = staffActs[entry.body.act];
    return code
      ? {
          code,
          at: entry.body.occurredAt,
          missionId: entry.body.toMissionId,
          fromMissionId: entry.body.fromMissionId,
          label: entry.body.staffNo,
        }
      : null;
  }
  if (dispatch.ShipmentMoved.is(entry)) {
    const code = supplyActs[entry.body.act];
    return code
      ? {
          code,
          at: entry.body.occurredAt,
          missionId: entry.body.toMissionId,
          fromMissionId: entry.body.fromMissionId,
          label: itemsOf(entry.body.shipmentId, board),
        }
      : null;
  }
  return null;
}

function itemsOf(shipmentId: string, board: BoardState): string | null {
  const items = board.shipments[shipmentId]?.items ?? [];
  return items.length === 0 ? null : [...new Set(items.map((item) => item.itemCode))].join(', ');
}
