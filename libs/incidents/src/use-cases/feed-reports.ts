import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { type FeedReading, type FeedStep, summaryOf } from '../domain/feed-event';
import { reportOfReading, revisedReport } from '../domain/feed-report';
import type { Jurisdiction } from '../domain/jurisdiction';
import type { Report } from '../domain/report';
import { reportFiled, reportReassigned, reportRevised } from '../domain/report-entries';
import { ReportStore } from '../storage/report.store';
import { Places } from './places';
import { shareReport } from './sharing';

/** Reports that a feed files and revises; each of its words on an event is kept. */
@Injectable()
export class FeedReports {
  constructor(
    private readonly reports: ReportStore,
    private readonly places: Places,
  ) {}

  async file(tx: Tx, reading: FeedReading, feature: unknown): Promise<Report> {
    const jurisdiction = this.jurisdictionOf(reading);
    const audience = this.places.audienceOf(jurisdiction.missionId);
    const report = await this.reports.file(
      tx,
      reportOfReading(reading, { id: newId(), jurisdiction, audience, filedBy: tx.actor.id }, tx.now),
    );
    await this.keepRevision(tx, report, reading, feature);
    tx.append(reportFiled(report));
    return report;
  }

  async revise(tx: Tx, step: Extract<FeedStep, { kind: 'revise' }>, feature: unknown): Promise<void> {
    const { reading, known } = step;
    const report = known.reportId === null ? null : await this.reports.lock(tx, known.reportId);
    if (report?.feed == null) throw new Error(`event ${known.eventId} is filed but has no report`);
    const revised = revisedReport(report, reading, this.jurisdictionOf(reading));
    const from = report.jurisdiction.missionId;
    const to = revised.jurisdiction.missionId;
    const saved = await this.reports.save(tx, shareReport(tx, revised, this.places.audienceOf(to)));
    await this.keepRevision(tx, saved, reading, feature);
    tx.append(reportRevised(saved, saved.feed ?? report.feed, step.withdrawnNow));
    if (to !== null && to !== from) tx.append(reportReassigned(saved, from, to, 'The feed moved the event.'));
  }

  private jurisdictionOf({ lat, lng }: FeedReading): Jurisdiction {
    const found = this.places.jurisdictionOf({ lat, lng, countryIso2: null, missionId: null });
    if (!found.ok) throw new Error(`a point alone contradicts nothing: ${found.refusal.code}`);
    return found.value;
  }

  private async keepRevision(tx: Tx, report: Report, reading: FeedReading, feature: unknown): Promise<void> {
    await this.reports.keepRevision(tx, {
      reportId: report.id,
      revision: report.feed?.revision ?? 1,
      summary: summaryOf(reading),
      urgency: report.urgency,
      magnitude: reading.magnitude,
      lat: reading.lat,
      lng: reading.lng,
      occurredAt: reading.occurredAt,
      withdrawn: reading.withdrawn,
      sourceUpdatedAt: reading.updatedAt,
      enteredAt: tx.now,
      document: JSON.stringify(feature),
    });
  }
}
