import { Injectable } from '@nestjs/common';
import type { Instant } from '@bongsu/kernel';
import { PersonalData, type Reading, type Tx, visibilityOf } from '@bongsu/platform';
import type { SelectQueryBuilder } from 'typeorm';
import { codeOfReport } from '../domain/codes';
import { reportData } from './personal-data';
import { ReportReads } from './report-reads';
import type { ReportEntity } from './report.entity';

/** Which reports are taken out: those of an incident, or those of missions (null = all) that were entered in a span of time. */
export type ExtractScope =
  { readonly incidentId: string } | { readonly missionIds: readonly string[] | null; readonly from: Instant; readonly to: Instant };

/** What is nothing personal of a report, and what somebody said, when that was opened. */
export interface ReportExtract {
  readonly id: string;
  readonly code: string;
  readonly incidentId: string | null;
  readonly plain: Pick<
    ReportEntity,
    | 'state'
    | 'category'
    | 'urgency'
    | 'evidenceGrade'
    | 'channel'
    | 'missionId'
    | 'countryIso2'
    | 'occurredAt'
    | 'recognisedAt'
    | 'reportedAt'
    | 'enteredAt'
    | 'nationalsLow'
    | 'nationalsBest'
    | 'nationalsHigh'
  >;
  /** Null when it was not opened. */
  readonly said: {
    /** What was said is gone for good; the texts say so. */
    readonly isErased: boolean;
    readonly summary: string;
    readonly details: string | null;
    readonly placeText: string | null;
    readonly lat: number | null;
    readonly lng: number | null;
    readonly sourceNote: string | null;
  } | null;
}

/** Reports by the many, for an export: exactly those that the person in whose name they are taken out could read one by one. */
@Injectable()
export class ReportExtracts {
  constructor(
    private readonly reads: ReportReads,
    private readonly personalData: PersonalData,
  ) {}

  count(scope: ExtractScope, reader: Reading['actor']): Promise<number> {
    return this.within(scope, reader).getCount();
  }

  /** In the order of their ids, after `after`. With `open` what people said comes too, and each reading is on record. */
  async page(
    scope: ExtractScope,
    { after, limit }: { after: string | null; limit: number },
    reading: Reading,
    { open }: { open: boolean },
  ): Promise<ReportExtract[]> {
    const query = this.within(scope, reading.actor);
    if (after !== null) query.andWhere('report.id > :after', { after });
    const rows = await query.orderBy('report.id', 'ASC').limit(limit).getMany();
    if (!open) return rows.map((row) => ({ ...plainOf(row), said: null }));
    const opened = await this.personalData.open(reading, reportData, rows, { caseOf: ({ incidentId }) => incidentId });
    return opened.map((row, at) => ({
      ...plainOf(rows[at] as ReportEntity),
      said: {
        isErased: row.summary.isErased,
        summary: row.summary.reveal(),
        details: row.details?.reveal() ?? null,
        placeText: row.placeText?.reveal() ?? null,
        lat: row.lat,
        lng: row.lng,
        sourceNote: row.sourceNote?.reveal() ?? null,
      },
    }));
  }

  /** Those of these reports that the person whose unit of work this is sees now, each with the incident that it belongs to. Row policies leave the others out. */
  async seenNow(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const rows = await tx.query<{ id: string; incident_id: string | null }>(
      'SELECT id, incident_id FROM incidents_report WHERE id = ANY($1::uuid[])',
      [[...ids]],
    );
    return new Map(rows.map(({ id, incident_id }) => [id, incident_id]));
  }

  private within(scope: ExtractScope, actor: Reading['actor']): SelectQueryBuilder<ReportEntity> {
    const query = this.reads.seenWithReason({ id: actor.id, visibility: visibilityOf(actor) });
    if ('incidentId' in scope) return query.andWhere('report.incidentId = :ofIncident', { ofIncident: scope.incidentId });
    query.andWhere('report.enteredAt >= :from AND report.enteredAt < :to', { from: scope.from, to: scope.to });
    if (scope.missionIds !== null) query.andWhere('report.missionId = ANY(:ofMissions)', { ofMissions: [...scope.missionIds] });
    return query;
  }
}

function plainOf(row: ReportEntity): Omit<ReportExtract, 'said'> {
  const { id, enteredAt, incidentId, state, category, urgency, evidenceGrade, channel, missionId, countryIso2 } = row;
  const { occurredAt, recognisedAt, reportedAt, nationalsLow, nationalsBest, nationalsHigh } = row;
  const times = { occurredAt, recognisedAt, reportedAt, enteredAt };
  const plain = {
    state,
    category,
    urgency,
    evidenceGrade,
    channel,
    missionId,
    countryIso2,
    ...times,
    nationalsLow,
    nationalsBest,
    nationalsHigh,
  };
  return { id, code: codeOfReport(row), incidentId, plain };
}
