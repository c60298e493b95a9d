import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonalData, type Sealer, type Tx, asHouseWithin } from '@bongsu/platform';
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

/** These reports, with all that they correct and all that corrects them: what one says of the matter the others say too. */
const withCorrections = (these: string): string => `
  WITH RECURSIVE chain AS (
    SELECT id, corrects_report_id, corrected_by_report_id FROM incidents_report WHERE ${these}
     UNION
    SELECT other.id, other.corrects_report_id, other.corrected_by_report_id
      FROM chain JOIN incidents_report AS other ON other.id IN (chain.corrects_report_id, chain.corrected_by_report_id))`;
const LOCKED = 'SELECT id, audience FROM incidents_report WHERE id IN (SELECT id FROM chain) ORDER BY id FOR NO KEY UPDATE';
const LINKED = `${withCorrections('incident_id = $1')} ${LOCKED}`;
const CORRECTIONS = `${withCorrections('id = ANY($1::uuid[])')} ${LOCKED}`;
const SEAL = `${withCorrections('incident_id = $1::uuid')}
  UPDATE incidents_report SET audience = ARRAY['seal:' || $1::text] || audience, updated_at = $2, version = version + 1
   WHERE id IN (SELECT id FROM chain) AND coalesce(left(audience[1], 5), '') <> 'seal:' RETURNING 1 AS one`;
const UNSEAL = `
  UPDATE incidents_report SET audience = audience[2:], updated_at = $2, version = version + 1
   WHERE left(audience[1], 5) = 'seal:' AND audience[1] = 'seal:' || $1::text RETURNING 1 AS one`;

/** A report, and who was told of it. */
export interface Told {
  readonly id: string;
  readonly audience: string[];
}

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

  /** The reports of an incident that is about to be sealed and their corrections, whoever of them the actor sees, with who was told of each. */
  async linkedTo(tx: Tx, incidentId: string): Promise<Told[]> {
    return asHouseWithin(tx, () => chainOf(tx, LINKED, incidentId));
  }

  /** These reports with everything that they correct or that corrects them, likewise: they go behind a seal together. */
  async withCorrections(tx: Tx, ids: readonly string[]): Promise<Told[]> {
    return ids.length === 0 ? [] : asHouseWithin(tx, () => chainOf(tx, CORRECTIONS, [...ids]));
  }

  /**
   * Puts the reports of an incident behind its seal, or back: those that are linked to it, what they correct or what corrects them, and any that were
   * linked and were taken out sealed. Also those that the actor does not see.
   */
  async follow(tx: Tx, incidentId: string, to: 'sealed' | 'unsealed'): Promise<void> {
    await asHouseWithin(tx, () => tx.query(to === 'sealed' ? SEAL : UNSEAL, [incidentId, tx.now]));
  }

  async keepRevision(tx: Tx, revision: ReportRevisionEntity): Promise<void> {
    await tx.manager.insert(ReportRevisionEntity, revision);
  }
}

/** Locked, and read until it grows no more: who corrects a report holds its lock, and may have committed while we waited for it. */
async function chainOf(tx: Tx, sql: string, from: string | string[]): Promise<Told[]> {
  for (let known: Told[] = []; ;) {
    const found = await tx.query<Told>(sql, [from]);
    if (found.length === known.length) return found;
    known = found;
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
