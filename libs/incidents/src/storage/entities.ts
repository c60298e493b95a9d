import { DecisionReasonEntity } from './decision-reason.entity';
import { DuplicateProposalEntity, ReportEntity, ReportRevisionEntity } from './report.entity';
import { FeedEventEntity, FeedStateEntity, RejectedDocumentEntity } from './feed.entity';
import { AlertDecisionEntity, IncidentEntity, TaskEntity } from './incident.entity';
import { CodeCounterEntity, ObligationEntity } from './obligation.entity';

/** Every entity of this context, for the process's data source. */
export const incidentsEntities = [
  IncidentEntity,
  TaskEntity,
  AlertDecisionEntity,
  DecisionReasonEntity,
  ObligationEntity,
  CodeCounterEntity,
  ReportEntity,
  ReportRevisionEntity,
  DuplicateProposalEntity,
  FeedEventEntity,
  FeedStateEntity,
  RejectedDocumentEntity,
];
