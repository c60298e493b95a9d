import { Injectable } from '@nestjs/common';
import { PersonalData, type Sealer, type Tx } from '@bongsu/platform';
import { In } from 'typeorm';
import { reportCode } from '../domain/codes';
import type { Report } from '../domain/report';
import { type NewReport, changeable, reportOf } from './report-rows';
import { reportData } from './personal-data';
import { ReportEntity, ReportRevisionEntity } from './report.entity';

const COLUMNS = [
  'id, state, summary, details, category, urgency, evidence_grade, channel, place_text, lat, lng, place_precision',
  'mission_id, country_iso2, basis, estimate, caveat, caveat_codes, candidates, zone, occurred_at, recognised_at, reported_at, entered_at, updated_at',
  'nationals_low, nationals_best, nationals_high, incident_id, corrects_report_id, source_note, feed, feed_event_id, feed_revision, magnitude',
  'filed_by, audience, version, number',
].join(', ');
const PLACEHOLDERS = COLUMNS.split(', ')
  .map((_, index) => `$${index + 1}`)
  .join(', ');
const INSERT = `INSERT INTO incidents_report (${COLUMNS}) VALUES (${PLACEHOLDERS})`;

@Injectable()
export class ReportStore {
  constructor(private readonly personalData: PersonalData) {}

  /** Files a report under the next number: one statement that nobody waits for, because this is the way that every report takes in a crisis. */
  async file(tx: Tx, report: NewReport): Promise<Report> {
    const number = await tx.next('incidents_report_number');
    const sealer = await this.personalData.forNew(tx, reportData, report.id);
    tx.write(INSERT, [...valuesOf(report, sealer), number]);
    return { ...report, code: reportCode(report.enteredAt, number) };
  }

  /** The report, locked until the transaction ends; null when there is none. */
  async lock(tx: Tx, id: string): Promise<Report | null> {
    const [report] = await this.lockAll(tx, [id]);
    return report ?? null;
  }

  /** Several reports in the order of their ids, so that two transactions never wait for each other crosswise. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<Report[]> {
    if (ids.length === 0) return [];
    await tx.query('SELECT id FROM incidents_report WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [[...ids]]);
    const rows = await tx.manager.find(ReportEntity, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
    const reading = { actor: tx.actor, action: 'incidents.handle-report', basis: 'consular-assistance', tx } as const;
    const opened = await this.personalData.open(reading, reportData, rows, { caseOf: ({ incidentId }) => incidentId });
    return opened.map(reportOf);
  }

  /** Writes what may change of a locked report and returns it with its new version. */
  async save(tx: Tx, report: Report): Promise<Report> {
    const saved: Report = { ...report, updatedAt: tx.now, version: report.version + 1 };
    const sealer = report.feed === null || report.summary.isErased ? null : await this.personalData.forKnown(tx, reportData, report.id);
    const { affected } = await tx.manager.update(
      ReportEntity,
      { id: report.id, version: report.version },
      { ...changeable(report, sealer), updatedAt: saved.updatedAt, version: saved.version },
    );
    if (affected !== 1) throw new Error(`report ${report.id} was not locked before it was saved`);
    return saved;
  }

  async keepRevision(tx: Tx, revision: ReportRevisionEntity): Promise<void> {
    await tx.manager.insert(ReportRevisionEntity, revision);
  }
}

function valuesOf(report: NewReport, sealer: Sealer<ReportEntity>): unknown[] {
  const { jurisdiction, nationals, feed } = report;
  return [
    ...[report.id, report.state, sealer.seal('summary', report.summary), sealer.maybe('details', report.details)],
    ...[report.category, report.urgency, report.evidenceGrade, report.channel],
    ...[sealer.maybe('placeText', report.placeText), report.lat, report.lng, report.precision],
    ...[
      jurisdiction.missionId,
      jurisdiction.countryIso2,
      jurisdiction.basis,
      jurisdiction.estimate,
      jurisdiction.caveat,
      jurisdiction.caveatCodes,
      JSON.stringify(jurisdiction.candidates),
    ],
    ...[report.zone, report.occurredAt, report.recognisedAt, report.reportedAt, report.enteredAt, report.updatedAt],
    ...[nationals?.low ?? null, nationals?.best ?? null, nationals?.high ?? null],
    ...[report.incidentId, report.correctsReportId, sealer.maybe('sourceNote', report.sourceNote)],
    ...[feed?.feed ?? null, feed?.eventId ?? null, feed?.revision ?? null, feed?.magnitude ?? null],
    ...[report.filedBy, report.audience, report.version],
  ];
}
