import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feedSummarySchema, reportPageSchema, reportSchema } from '@bongsu/incidents/contract';
import type { FactOf } from '../scenario';
import { type Play, sourceNote } from '../stage';

/** Hands a feed's document in at the feed's own address, as a poller would. */
export const submitFeed: Play<FactOf<'submit-feed'>> = async (fact, stage) => {
  const document = readFileSync(join(stage.folder, fact.file), 'utf8');
  const caller = stage.cast.actor(fact.actor);
  const summary = await caller.postGeoJson(`/feeds/${fact.feed}`, document, stage.key(fact), feedSummarySchema);
  // An event that an earlier replay brought in is known already and files nothing; its report is the one that is meant.
  const page = await caller.get('/reports?category=earthquake&limit=200', reportPageSchema);
  const report = page.items.find(({ feed }) => feed?.feed === fact.feed && feed.eventId === fact.eventId);
  if (report === undefined)
    throw new Error(
      `The feed document was taken (${summary.filed} filed, ${summary.rejected} rejected), but no report is about ${fact.eventId}.`,
    );
  stage.made.name(fact.name, report.id);
  await stage.board.until(`report ${report.code}`, ({ reports }) => reports[report.id]);
  stage.say(`${report.code} from the feed: ${report.summary}${summary.filed === 0 ? ' (known from an earlier replay)' : ''}`);
};

export const fileReport: Play<FactOf<'file-report'>> = async (fact, stage) => {
  const { made } = stage;
  const body = {
    ...fact.report,
    reportedAt: fact.report.reportedAt ?? new Date(fact.at).toISOString(),
    incidentId: made.idIfNamed(fact.incident),
    correctsReportId: made.idIfNamed(fact.corrects),
    sourceNote: sourceNote(fact),
  };
  const report = await stage.cast.actor(fact.actor).post('/reports', body, stage.key(fact), reportSchema);
  made.name(fact.name, report.id);
  made.reports.push(report.id);
  const { correctsReportId } = report;
  await stage.board.until(
    `report ${report.code}`,
    ({ reports }) => reports[report.id] && (correctsReportId === null || reports[correctsReportId]?.correctedByReportId === report.id),
  );
  const people = report.nationals === null ? '' : `, ${report.nationals.best} people`;
  const corrects = correctsReportId === null ? '' : `, corrects ${stage.board.state.reports[correctsReportId]?.code ?? 'an earlier one'}`;
  stage.say(`${report.code} at ${report.missionId ?? 'no mission yet'}, evidence ${report.evidenceGrade}${people}${corrects}`);
};

export const linkReport: Play<FactOf<'link-report'>> = async (fact, stage) => {
  const [reportId, incidentId] = [stage.made.id(fact.report), stage.made.id(fact.incident)];
  const elsewhere = stage.board.state.reports[reportId]?.incidentId;
  if (elsewhere !== null && elsewhere !== undefined && elsewhere !== incidentId) {
    stage.say('left where it is: an earlier replay has linked this report to its own incident');
    return;
  }
  const caller = stage.cast.actor(fact.actor);
  if (elsewhere !== incidentId) await caller.post(`/incidents/${incidentId}/reports/${reportId}`, null, stage.key(fact), reportSchema);
  const report = await stage.board.until('the link', ({ reports }) => reports[reportId]?.incidentId === incidentId && reports[reportId]);
  stage.say(`${report.code} is about ${stage.board.state.incidents[incidentId]?.code ?? 'the incident'}`);
};
