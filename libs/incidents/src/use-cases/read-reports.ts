import { Injectable } from '@nestjs/common';
import { type Result, ok } from '@bongsu/kernel';
import { type Actor, Cursors, visibilityOf } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import type { ReportQuery, ReportView } from '../contract';
import { ReportReads } from '../storage/report-reads';
import { noSuchReport } from './admission';
import { pageAfter, pageFrom } from './pages';
import { reportView } from './views';

/** Reports as their readers see them, free text included: this is the only way to it. */
@Injectable()
export class ReadReports {
  constructor(
    private readonly reads: ReportReads,
    private readonly cursors: Cursors,
  ) {}

  async one(id: string, actor: Actor): Promise<Result<ReportView>> {
    const found = await this.reads.find(id, { id: actor.id, visibility: visibilityOf(actor) });
    return found === null ? noSuchReport() : ok(reportView(found));
  }

  async list({ limit, cursor, ...filter }: ReportQuery, actor: Actor): Promise<Result<Page<ReportView>>> {
    const after = pageAfter(this.cursors, 'reports', cursor);
    if (!after.ok) return after;
    const rows = await this.reads.list(filter, { after: after.value, limit }, { id: actor.id, visibility: visibilityOf(actor) });
    return ok(pageFrom(this.cursors, 'reports', rows, limit, reportView));
  }
}
