import * as incidents from '@bongsu/incidents/contract';
import type { BoardState } from '../../src/contract';
import type { BodyOf, History, Stated } from './history';

export function reportOf(ask: History, id: string): BoardState['reports'][string] {
  const mine = (of: { reportId: string }): boolean => of.reportId === id;
  const filed = ask
    .of(incidents.ReportFiled)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      body: {
        ...body,
        enteredAt: at,
        nationalsBest: body.nationals?.best ?? null,
        magnitude: body.feed?.magnitude ?? null,
        correctedByReportId: null,
        dismissed: false,
      },
    }));
  const shared = ask
    .of(incidents.ReportShared)
    .filter(({ body }) => mine(body))
    .map(({ index, body }) => ({ index, body }));
  const whole = [...filed, ...shared].sort((a, b) => a.index - b.index).at(-1);
  if (!whole) throw new Error(`nobody told of ${id}`);
  const { body } = whole;
  const revised = ask.after(whole, incidents.ReportRevised, mine).at(-1)?.body ?? body;
  const reassigned = ask.after(whole, incidents.ReportReassigned, mine).at(-1)?.body;
  const lastLink = ask.after(whole, incidents.ReportLinked, mine).at(-1);
  const incidentId = lastLink?.body.incidentId ?? body.incidentId;
  const unlinked = ask.after(lastLink ?? whole, incidents.ReportUnlinked, mine).some((entry) => entry.body.incidentId === incidentId);
  return {
    id,
    code: body.code,
    category: body.category,
    urgency:
      ask
        .after(whole, incidents.ReportRevised, mine)
        .map((entry) => entry.body.urgency)
        .filter((urgency) => urgency !== undefined)
        .at(-1) ?? body.urgency,
    evidenceGrade: body.evidenceGrade,
    channel: body.channel,
    countryIso2: body.countryIso2,
    enteredAt: body.enteredAt,
    nationalsBest: body.nationalsBest,
    missionId: reassigned?.to ?? body.missionId,
    estimate: reassigned === undefined && body.estimate,
    lat: revised.lat,
    lng: revised.lng,
    magnitude: revised.magnitude,
    occurredAt: revised.occurredAt,
    incidentId: unlinked ? null : incidentId,
    correctedByReportId:
      ask.after(whole, incidents.ReportFiled, (later) => later.correctsReportId === id).at(-1)?.body.reportId ?? body.correctedByReportId,
    // Somebody may find later that it was about something after all.
    dismissed: (lastLink === undefined && body.dismissed) || ask.after(lastLink ?? whole, incidents.ReportDismissed, mine).length > 0,
  };
}

export function isOpenProposal(ask: History, proposed: Stated<BodyOf<typeof incidents.DuplicateProposed>>): boolean {
  const { reportId, incidentId, proposalId } = proposed.body;
  const mine = (of: { reportId: string }): boolean => of.reportId === reportId;
  const before = ask.until(proposed.index);
  if (!before.knowsReport(reportId)) return false;
  const then = reportOf(before, reportId);
  const settled = [
    ...ask.after(proposed, incidents.ReportLinked, mine),
    ...ask.after(proposed, incidents.ReportShared, (body) => mine(body) && body.incidentId !== null),
    ...ask.after(proposed, incidents.DuplicateRejected, (body) => body.proposalId === proposalId),
    ...ask.after(proposed, incidents.ReportDismissed, mine),
  ];
  return settled.length === 0 && !then.dismissed && then.incidentId !== incidentId;
}
