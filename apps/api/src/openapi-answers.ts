import { z } from 'zod';
import { accountSchema, sessionSchema } from '@bongsu/access/contract';
import {
  deploymentPageSchema,
  deploymentSchema,
  lanePageSchema,
  laneSchema,
  offerPageSchema,
  offerSchema,
  requestPageSchema,
  shipmentPageSchema,
  shipmentSchema,
  supportRequestDetailSchema,
  supportRequestSchema,
} from '@bongsu/dispatch/contract';
import {
  duplicateProposalPageSchema,
  duplicateProposalSchema,
  feedSummarySchema,
  incidentDetailSchema,
  incidentPageSchema,
  incidentSchema,
  rejectedDocumentPageSchema,
  rejectedDocumentSchema,
  reportPageSchema,
  reportSchema,
  taskSchema,
} from '@bongsu/incidents/contract';
import {
  competentMissionSchema,
  countryPageSchema,
  countrySchema,
  missionPageSchema,
  missionSchema,
  missionTravelSchema,
} from '@bongsu/missions/contract';
import { entryFrameSchema, pageOf, problemSchema } from '@bongsu/platform/contract';
import { catalogueItemSchema, lotSchema, staffSchema } from '@bongsu/resources/contract';
import { type BoardState, boardEntriesPageSchema, sitrepPageSchema, sitrepSchema } from '@bongsu/situation/contract';

const table = z.record(z.string(), z.looseObject({}));
const boardState = {
  incidents: table,
  reports: table,
  proposals: table,
  requests: table,
  offers: table,
  deployments: table,
  shipments: table,
  lanes: table,
  missionStatuses: z.record(z.string(), z.string()),
  totals: z.record(z.string(), z.int()),
  recent: z.array(z.looseObject({})),
} satisfies Record<keyof BoardState, z.ZodType>;

/** Every shape that leaves the API as JSON, by the name it has in the description. They are the contracts' own schemas. */
export const answerSchemas = {
  Account: accountSchema,
  BoardEntriesPage: boardEntriesPageSchema,
  BoardSnapshot: z.strictObject({ cursor: z.string(), state: z.strictObject(boardState) }),
  CatalogueItem: catalogueItemSchema,
  CataloguePage: pageOf(catalogueItemSchema),
  CompetentMission: competentMissionSchema,
  Country: countrySchema,
  CountryPage: countryPageSchema,
  Deployment: deploymentSchema,
  DeploymentPage: deploymentPageSchema,
  DuplicateProposal: duplicateProposalSchema,
  DuplicateProposalPage: duplicateProposalPageSchema,
  Entry: entryFrameSchema,
  EntryPage: pageOf(entryFrameSchema),
  FeedSummary: feedSummarySchema,
  Incident: incidentSchema,
  IncidentDetail: incidentDetailSchema,
  IncidentPage: incidentPageSchema,
  /** What a problem's facts may be; it contains itself, so it needs a name. */
  JsonValue: problemSchema.shape.facts.unwrap().valueType,
  Lane: laneSchema,
  LanePage: lanePageSchema,
  Liveness: z.strictObject({ status: z.literal('live') }),
  Lot: lotSchema,
  LotPage: pageOf(lotSchema),
  Mission: missionSchema,
  MissionPage: missionPageSchema,
  MissionTravel: missionTravelSchema,
  Offer: offerSchema,
  OfferPage: offerPageSchema,
  Problem: problemSchema,
  Readiness: z.strictObject({ status: z.enum(['ready', 'degraded', 'unavailable']), parts: z.record(z.string(), z.string()) }),
  RejectedDocument: rejectedDocumentSchema,
  RejectedDocumentPage: rejectedDocumentPageSchema,
  Report: reportSchema,
  ReportPage: reportPageSchema,
  Session: sessionSchema,
  Shipment: shipmentSchema,
  ShipmentPage: shipmentPageSchema,
  Sitrep: sitrepSchema,
  SitrepPage: sitrepPageSchema,
  Staff: staffSchema,
  StaffPage: pageOf(staffSchema),
  SupportRequest: supportRequestSchema,
  SupportRequestDetail: supportRequestDetailSchema,
  SupportRequestPage: requestPageSchema,
  Task: taskSchema,
} satisfies Record<string, z.ZodType>;

export type AnswerName = keyof typeof answerSchemas;
