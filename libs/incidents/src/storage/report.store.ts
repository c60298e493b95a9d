import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonalData, type Sealer, type Tx } from '@bongsu/platform';
import { In } from 'typeorm';
import { sealOf } from '../domain/audience';
import { codeOfReport, sealedCode } from '../domain/codes';
import type { Report } from '../domain/report';
import { type NewReport, changeable, reportOf } from './report-rows';
import { reportData } from './personal-data';
import { ReportEntity, ReportRevisionEntity } from './report.entity';

const COLUMNS = [
  'id, state, summary, details, category, urgency, evidence_grade, channel, place_text, lat, lng, place_precision',
  'mission_id, country_iso2, basis, estimate, caveat, caveat_codes, candidates, zone, occurred_at, recognised_at, reported_at, entered_at, updated_at',
  'nationals_low, nationals_best, nationals_high, incident_id, corrects_report_id, source_note, feed, feed_event_id, feed_revision, magnitude',
  'filed_by, audience, version, number, sealed_code',
].join(', ');
const PLACEHOLDERS = COLUMNS.split(', ')
  .map((_, index) => `$${index + 1}`)
  .join(', ');
const INSERT = `INSERT INTO incidents_report (${COLUMNS}) VALUES (${PLACEHOLDERS})`;

const SEAL = `
  UPDATE incidents_report SET audience = ARRAY['seal:' || $1::text] || audience, updated_at = $2, version = version + 1
   WHERE incident_id = $1::uuid AND coalesce(left(audience[1], 5), '') <> 'seal:' RETURNING 1 AS one`;
const UNSEAL = `
  UPDATE incidents_report SET audience = audience[2:], updated_at = $2, version = version + 1
   WHERE left(audience[1], 5) = 'seal:' AND audience[1] = 'seal:' || $1::text RETURNING 1 AS one`;

@Injectable()
export class ReportStore {
  constructor(private readonly personalData: PersonalData) {}

  /**
   * Files a report under the next number: one statement that nobody waits for, because this is the way that every report takes in a crisis. One that is
   * sealed from its first byte draws none.
   */
  async file(tx: Tx, report: NewReport): Promise<Report> {
    const named =
      sealOf(report.audience) === null
        ? { number: await tx.next('incidents_report_number'), sealedCode: null }
        : { number: null, sealedCode: sealedCode('SLR', randomInt) };
    const sealer = await this.personalData.forNew(tx, reportData, report.id);
    tx.write(INSERT, [...valuesOf(report, sealer), named.number, named.sealedCode]);
    return { ...report, code: codeOfReport({ enteredAt: report.enteredAt, ...named }) };
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

  /** The reports of an incident that is about to be sealed, with who was told of each. */
  async linkedTo(tx: Tx, incidentId: string): Promise<{ id: string; audience: string[] }[]> {
    return tx.query('SELECT id, audience FROM incidents_report WHERE incident_id = $1 ORDER BY id FOR NO KEY UPDATE', [incidentId]);
  }

  /** Puts the reports of an incident behind its seal, or back: those that are linked to it, and any that were and were taken out sealed. */
  async follow(tx: Tx, incidentId: string, to: 'sealed' | 'unsealed'): Promise<void> {
    await tx.query(to === 'sealed' ? SEAL : UNSEAL, [incidentId, tx.now]);
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
