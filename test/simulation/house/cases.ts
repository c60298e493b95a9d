import { IncidentDirectory, IncidentAudience, IncidentObligations } from '@bongsu/incidents';
import { Catalogue, StaffStore, StockStore } from '@bongsu/resources';
import { DossierStore } from '../../../libs/dispatch/src/storage/dossier.store';
import { LaneStore } from '../../../libs/dispatch/src/storage/lane.store';
import { AcceptOffer } from '../../../libs/dispatch/src/use-cases/accept-offer';
import { AcceptOfferPart } from '../../../libs/dispatch/src/use-cases/accept-offer-part';
import { DeclineOffer } from '../../../libs/dispatch/src/use-cases/decline-offer';
import { DeliverOffer } from '../../../libs/dispatch/src/use-cases/deliver-offer';
import { EscalateOffer } from '../../../libs/dispatch/src/use-cases/escalate-offer';
import { EscalateUndecidedRequest } from '../../../libs/dispatch/src/use-cases/escalate-undecided-request';
import { HubFacts } from '../../../libs/dispatch/src/use-cases/hub-facts';
import { HubNetwork } from '../../../libs/dispatch/src/use-cases/hub-network';
import { HubShelves } from '../../../libs/dispatch/src/use-cases/hub-shelves';
import { LaneDelivery } from '../../../libs/dispatch/src/use-cases/lane-delivery';
import { LapseShipment } from '../../../libs/dispatch/src/use-cases/lapse-shipment';
import { MoveDeployment } from '../../../libs/dispatch/src/use-cases/move-deployment';
import { MoveShipment } from '../../../libs/dispatch/src/use-cases/move-shipment';
import { PlanSupportRequest } from '../../../libs/dispatch/src/use-cases/plan-support-request';
import { RecordStep } from '../../../libs/dispatch/src/use-cases/record-step';
import { RecordWithdrawal } from '../../../libs/dispatch/src/use-cases/record-withdrawal';
import { ReferWithoutRight } from '../../../libs/dispatch/src/use-cases/refer-without-right';
import { ShowDispatch } from '../../../libs/dispatch/src/use-cases/show-dispatch';
import { SubmitContext } from '../../../libs/dispatch/src/use-cases/submit-context';
import { SubmitSupportRequest } from '../../../libs/dispatch/src/use-cases/submit-support-request';
import { WithdrawRequestsOfClosedIncident } from '../../../libs/dispatch/src/use-cases/withdraw-requests-of-closed-incident';
import { WithdrawSupportRequest } from '../../../libs/dispatch/src/use-cases/withdraw-support-request';
import { DecisionReasons } from '../../../libs/incidents/src/storage/decision-reasons';
import { IncidentStore } from '../../../libs/incidents/src/storage/incident.store';
import { ReportStore } from '../../../libs/incidents/src/storage/report.store';
import { AcknowledgeIncident } from '../../../libs/incidents/src/use-cases/acknowledge-incident';
import { CloseIncident } from '../../../libs/incidents/src/use-cases/close-incident';
import { FileReport } from '../../../libs/incidents/src/use-cases/file-report';
import { MoveIncident } from '../../../libs/incidents/src/use-cases/move-incident';
import { OpenIncident } from '../../../libs/incidents/src/use-cases/open-incident';
import { Places } from '../../../libs/incidents/src/use-cases/places';
import { RemindUnacknowledgedIncident } from '../../../libs/incidents/src/use-cases/remind-unacknowledged-incident';
import type { Ground } from './ground';
import { settings } from './settings';
import { LeaveMark, noLentRights, noNotes, noSeals, plainData, plainTexts } from './stand-ins';

/** Something of the house where the simulation puts something else. */
const standIn = <T>(thing: unknown): T => thing as T;

/** The use cases of incidents and dispatch with their stores, as their modules put them together. */
export function useCases({ work, database, story }: Ground) {
  const data = standIn<ConstructorParameters<typeof ReportStore>[0]>(plainData);
  const [incidents, reports] = [new IncidentStore(), new ReportStore(data)];
  const [places, sealing] = [new Places(story.missions), standIn<ConstructorParameters<typeof FileReport>[4]>(noSeals)];
  const reasons = new DecisionReasons(database, data);
  const audience = new IncidentAudience(incidents);
  const directory = new IncidentDirectory(database);

  const texts = standIn<ConstructorParameters<typeof DossierStore>[1]>(plainTexts);
  const [dossiers, lanes] = [new DossierStore(database, texts), new LaneStore(database)];
  const [staff, stock] = [new StaffStore(database), new StockStore(database)];
  const network = new HubNetwork(story.missions);
  const shelves = new HubShelves(network, staff, stock, settings);
  const rights = standIn<ConstructorParameters<typeof RecordStep>[3]>(noLentRights);
  const notes = standIn<ConstructorParameters<typeof RecordStep>[4]>(noNotes);
  const steps = new RecordStep(dossiers, new IncidentObligations(), audience, rights, notes);
  const show = new ShowDispatch(texts);
  const delivery = new LaneDelivery(lanes, network, directory, settings);
  const withdrawal = new RecordWithdrawal(staff, stock, steps);
  const submitting = new SubmitContext(new Catalogue(), network, directory, settings);
  return {
    ...{ network, database },
    fileReport: new FileReport(work, reports, incidents, places, sealing),
    openIncident: new OpenIncident(work, incidents, reports, places, sealing, settings),
    acknowledge: new AcknowledgeIncident(work, incidents),
    moveIncident: new MoveIncident(work, incidents, reasons),
    closeIncident: new CloseIncident(work, incidents, reasons),
    remind: new RemindUnacknowledgedIncident(work, incidents, audience, places),
    leaveMark: new LeaveMark(work),
    submit: new SubmitSupportRequest(work, dossiers, submitting, steps),
    plan: new PlanSupportRequest(work, dossiers, new HubFacts(network, staff, stock, lanes), steps),
    deliver: new DeliverOffer(work, dossiers, delivery, steps),
    accept: new AcceptOffer(work, dossiers, shelves, steps, show),
    acceptPart: new AcceptOfferPart(work, dossiers, shelves, steps, show),
    decline: new DeclineOffer(work, dossiers, steps, show),
    escalate: new EscalateOffer(work, dossiers, delivery, steps),
    escalateUndecided: new EscalateUndecidedRequest(work, dossiers, delivery, steps),
    refer: new ReferWithoutRight(work, dossiers, steps),
    moveShipment: new MoveShipment(work, dossiers, stock, network, steps, show),
    moveDeployment: new MoveDeployment(work, dossiers, staff, network, steps),
    lapse: new LapseShipment(work, dossiers, stock, steps),
    withdraw: new WithdrawSupportRequest(work, dossiers, withdrawal, show),
    withdrawClosed: new WithdrawRequestsOfClosedIncident(work, directory, dossiers, withdrawal),
  };
}

export type UseCases = ReturnType<typeof useCases>;
