import { Module } from '@nestjs/common';
import { AccessModule } from '@bongsu/access';
import { MissionsModule } from '@bongsu/missions';
import { FeedsController } from './http/feeds.controller';
import { IncidentDecisionsController, IncidentTasksController } from './http/incident-decisions.controller';
import { IncidentMovesController } from './http/incident-moves.controller';
import { IncidentSealsController } from './http/incident-seals.controller';
import { IncidentsController } from './http/incidents.controller';
import { ReportsController } from './http/reports.controller';
import { MarkTaskOverdueJob, RemindAlertReviewJob, RemindUnacknowledgedIncidentJob } from './jobs/deadlines.job';
import { ProposeDuplicatesJob, ProposeWaitingReportsJob } from './jobs/duplicates.job';
import { IncidentsRoutes } from './jobs/incidents.routes';
import { PollUsgsFeedJob, UsgsFeedClock } from './jobs/poll-usgs-feed.job';
import { DecisionReasons } from './storage/decision-reasons';
import { DuplicateProposals } from './storage/duplicate-proposals';
import { FeedStore } from './storage/feed.store';
import { IncidentAudience } from './storage/incident-audience';
import { IncidentDirectory } from './storage/incident-directory';
import { IncidentObligations } from './storage/incident-obligations';
import { IncidentReads } from './storage/incident-reads';
import { IncidentStore } from './storage/incident.store';
import { ReportExtracts } from './storage/report-extracts';
import { ReportReads } from './storage/report-reads';
import { ReportStore } from './storage/report.store';
import { AcknowledgeIncident } from './use-cases/acknowledge-incident';
import { AddTask } from './use-cases/add-task';
import { ChangeSealList } from './use-cases/change-seal-list';
import { CloseIncident } from './use-cases/close-incident';
import { DismissReport } from './use-cases/dismiss-report';
import { CancelTask, CompleteTask } from './use-cases/end-task';
import { FeedReports } from './use-cases/feed-reports';
import { FileReport } from './use-cases/file-report';
import { IncidentClocks } from './use-cases/incident-clocks';
import { IngestUsgsDocument } from './use-cases/ingest-usgs-document';
import { LinkReport } from './use-cases/link-report';
import { MarkTaskOverdue } from './use-cases/mark-task-overdue';
import { MoveIncident } from './use-cases/move-incident';
import { OpenIncident } from './use-cases/open-incident';
import { Places } from './use-cases/places';
import { ProposeDuplicates } from './use-cases/propose-duplicates';
import { ReadIncidents } from './use-cases/read-incidents';
import { ReadRejectedDocuments } from './use-cases/read-rejected-documents';
import { ReadReports } from './use-cases/read-reports';
import { ReadSeals } from './use-cases/read-seals';
import { ReassignIncident } from './use-cases/reassign-incident';
import { ReassignReport } from './use-cases/reassign-report';
import { RecordUsgsAnswer } from './use-cases/record-usgs-answer';
import { RejectDuplicate } from './use-cases/reject-duplicate';
import { RemindAlertReview } from './use-cases/remind-alert-review';
import { RemindUnacknowledgedIncident } from './use-cases/remind-unacknowledged-incident';
import { RaiseSeriousAlert } from './use-cases/raise-serious-alert';
import { SealIncident } from './use-cases/seal-incident';
import { Sealing } from './use-cases/sealing';
import { SetAlertLevel } from './use-cases/set-alert-level';
import { SetUrgency } from './use-cases/set-urgency';
import { UnlinkReport } from './use-cases/unlink-report';
import { ProposeUnsealing, UnsealIncident } from './use-cases/unseal-incident';
import { UsgsIngestion } from './use-cases/usgs-ingestion';

/** What the contexts to the right may use. */
const faces = [IncidentDirectory, IncidentObligations, IncidentAudience, ReportExtracts];
const stores = [IncidentStore, IncidentReads, ReportStore, ReportReads, DuplicateProposals, DecisionReasons, FeedStore];
const ofReports = [FileReport, LinkReport, UnlinkReport, DismissReport, ReassignReport, ReadReports, ProposeDuplicates, RejectDuplicate];
const ofIncidents = [
  OpenIncident,
  AcknowledgeIncident,
  MoveIncident,
  CloseIncident,
  SetAlertLevel,
  RaiseSeriousAlert,
  RemindAlertReview,
  SetUrgency,
  ReassignIncident,
  ReadIncidents,
];
const ofTasks = [AddTask, CompleteTask, CancelTask, MarkTaskOverdue, RemindUnacknowledgedIncident];
const ofFeeds = [UsgsIngestion, FeedReports, IngestUsgsDocument, RecordUsgsAnswer, ReadRejectedDocuments];
const ofSeals = [Sealing, SealIncident, ChangeSealList, ReadSeals, ProposeUnsealing, UnsealIncident];
const useCases = [Places, ...ofSeals, ...ofReports, ...ofIncidents, ...ofTasks, ...ofFeeds];

@Module({
  imports: [AccessModule, MissionsModule],
  providers: [...faces, ...stores, ...useCases, IncidentClocks],
  exports: [...faces, ...useCases],
})
export class IncidentsModule {}

@Module({
  imports: [IncidentsModule, AccessModule],
  controllers: [
    ReportsController,
    IncidentsController,
    IncidentMovesController,
    IncidentDecisionsController,
    IncidentTasksController,
    IncidentSealsController,
    FeedsController,
  ],
})
export class IncidentsHttpModule {}

@Module({
  imports: [IncidentsModule],
  providers: [
    IncidentsRoutes,
    ProposeDuplicatesJob,
    ProposeWaitingReportsJob,
    RemindUnacknowledgedIncidentJob,
    RemindAlertReviewJob,
    MarkTaskOverdueJob,
    PollUsgsFeedJob,
    UsgsFeedClock,
  ],
})
export class IncidentsJobsModule {}
