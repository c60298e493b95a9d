import { Injectable } from '@nestjs/common';
import { type Result, ok } from '@bongsu/kernel';
import { KnownAccounts } from '@bongsu/access';
import { type Actor, Cursors, pageAfter, visibilityOf } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import type { ReportDetail, ReportQuery, ReportView } from '../contract';
import { DecisionReasons } from '../storage/decision-reasons';
import { ReportReads } from '../storage/report-reads';
import { noSuchReport } from './admission';
import { decisionReasonView, reportView } from './views';

/** Reports as their readers see them, free text included: this is the only way to it. */
@Injectable()
export class ReadReports {
  constructor(
    private readonly reads: ReportReads,
    private readonly reasons: DecisionReasons,
    private readonly accounts: KnownAccounts,
    private readonly cursors: Cursors,
  ) {}

  async one(id: string, actor: Actor): Promise<Result<ReportDetail>> {
    const found = await this.reads.find(id, { id: actor.id, visibility: visibilityOf(actor), actor });
    if (found === null) return noSuchReport();
    const reasons = await this.reasons.ofReport(id, actor);
    const people = await this.accounts.people(
      reasons.map(({ decidedBy }) => decidedBy),
      actor,
      'incidents.read-report',
    );
    return ok({ ...reportView(found), reasons: reasons.map((reason) => decisionReasonView(reason, people)) });
  }

  async list({ limit, cursor, ...filter }: ReportQuery, actor: Actor): Promise<Result<Page<ReportView>>> {
    const after = pageAfter(this.cursors, 'reports', cursor, idSchema);
    if (!after.ok) return after;
    const reader = { id: actor.id, visibility: visibilityOf(actor), actor };
    const { reports, hasMore } = await this.reads.list(filter, { after: after.value, limit }, reader);
    const last = reports.at(-1);
    return ok({
      items: reports.map(reportView),
      nextCursor: hasMore && last !== undefined ? this.cursors.ofPage('reports', last.id) : null,
    });
  }
}
