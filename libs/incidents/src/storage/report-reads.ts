import { Injectable } from '@nestjs/common';
import { type Actor, Database, PersonalData, type Visibility, seesAudience } from '@bongsu/platform';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { ReportQuery } from '../contract';
import type { Report } from '../domain/report';
import { IncidentEntity } from './incident.entity';
import { reportData } from './personal-data';
import { reportOf } from './report-rows';
import { DuplicateProposalEntity, ReportEntity } from './report.entity';

/** Who asks: what she may see, and her id, because everyone may read what she filed herself. */
export interface Reader {
  readonly id: string;
  readonly visibility: Visibility;
}

/** Somebody who reads free text: what she opens goes on record in her name. */
export interface TextReader extends Reader {
  readonly actor: Actor;
}

/** A page of reports, and whether there is another. */
export interface ReportPage {
  readonly reports: readonly Report[];
  readonly hasMore: boolean;
}

/** Reports for reading. A report is seen by whoever was told of it or of its incident, and by whoever filed it. */
@Injectable()
export class ReportReads {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  async find(id: string, reader: TextReader): Promise<Report | null> {
    const row = await this.seenWithReason(reader).andWhere('report.id = :id', { id }).getOne();
    if (row === null) return null;
    const [report] = await this.opened([row], 'incidents.read-report', reader);
    return report ?? null;
  }

  /** Newest entered first (ids are in the order of time), after the id `after`. */
  async list(
    filter: Omit<ReportQuery, 'limit' | 'cursor'>,
    page: { after: string | null; limit: number },
    reader: TextReader,
  ): Promise<ReportPage> {
    const query = filter.incidentId === undefined ? this.told(reader) : this.seenWithReason(reader);
    const { state, missionId, category, unlinked, incidentId, updatedSince } = filter;
    if (page.after !== null) query.andWhere('report.id < :after', { after: page.after });
    if (state !== undefined) query.andWhere('report.state = :state', { state });
    if (unlinked !== undefined) query.andWhere(unlinked ? "report.state = 'unlinked'" : "report.state <> 'unlinked'");
    if (missionId !== undefined) query.andWhere('report.missionId = :missionId', { missionId });
    if (category !== undefined) query.andWhere('report.category = :category', { category });
    if (incidentId !== undefined) query.andWhere('report.incidentId = :incidentId', { incidentId });
    if (updatedSince !== undefined) query.andWhere('report.updatedAt >= :updatedSince', { updatedSince });
    const rows = await query
      .orderBy('report.id', 'DESC')
      .limit(page.limit + 1)
      .getMany();
    // The one row more only tells that there is another page: nobody reads it.
    const shown = await this.opened(rows.slice(0, page.limit), 'incidents.list-reports', reader);
    return { reports: shown, hasMore: rows.length > page.limit };
  }

  private async opened(rows: readonly ReportEntity[], action: string, { actor }: TextReader): Promise<Report[]> {
    const reading = { actor, action, basis: 'consular-assistance' } as const;
    const opened = await this.personalData.open(reading, reportData, rows, { caseOf: ({ incidentId }) => incidentId });
    return opened.map(reportOf);
  }

  /** What is proposed for an incident and not decided yet, the most probable first. */
  proposalsFor(incidentId: string, reader: Reader): Promise<DuplicateProposalEntity[]> {
    const seen = this.told(reader).select('report.id').andWhere("report.state = 'unlinked' AND report.correctedByReportId IS NULL");
    return this.database.source.manager
      .createQueryBuilder(DuplicateProposalEntity, 'proposal')
      .where("proposal.incidentId = :incidentId AND proposal.state = 'proposed'", { incidentId })
      .andWhere(`proposal.reportId IN (${seen.getQuery()})`)
      .setParameters({ ...seen.getParameters(), incidentId })
      .orderBy('proposal.score', 'DESC')
      .addOrderBy('proposal.id', 'ASC')
      .limit(200)
      .getMany();
  }

  /** Reports whose audience the reader is in, the newest first until there are enough; of a reader who sees few of very many that takes long (growth.md). */
  private told({ visibility }: Reader): SelectQueryBuilder<ReportEntity> {
    const told = seesAudience('report.audience', visibility);
    return this.all().where(told.sql, { ...told.parameters });
  }

  /** Those, and the ones that the reader filed or whose incident she was told of; where the id or the incident narrows it down before. */
  seenWithReason({ id, visibility }: Reader): SelectQueryBuilder<ReportEntity> {
    const told = seesAudience('report.audience', visibility);
    const ofIncident = seesAudience('incident.audience', visibility);
    const query = this.all();
    // Looked up for each report by its id: as a list of ids, PostgreSQL would read all incidents first for one page of reports.
    const itsIncident = query
      .subQuery()
      .select('true')
      .from(IncidentEntity, 'incident')
      .where(`incident.id = report.incidentId AND ${ofIncident.sql}`);
    // What one filed oneself is read for ever, unless it was sealed: then the list alone counts.
    const own = `(report.filedBy = :readerId AND ${NOT_SEALED})`;
    return query
      .where(
        new Brackets((any) => any.where(told.sql).orWhere(own).orWhere(`(coalesce(${itsIncident.getQuery()}, false) AND ${NOT_SEALED})`)),
      )
      .setParameters({ ...told.parameters, readerId: id });
  }

  private all(): SelectQueryBuilder<ReportEntity> {
    return this.database.source.manager.createQueryBuilder(ReportEntity, 'report');
  }
}

const NOT_SEALED = "coalesce(left(report.audience[1], 5), '') <> 'seal:'";
