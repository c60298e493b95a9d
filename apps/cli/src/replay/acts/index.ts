import type { Fact, FactOf } from '../scenario';
import type { Play, Stage } from '../stage';
import { acknowledge, addTask, completeTask, decideAlertLevel, issueSitrep, moveIncident, openIncident } from './incident-acts';
import { changeMissionStatus } from './mission-acts';
import { moveStaff, moveSupplies } from './movement-acts';
import { answerOffers } from './offer-acts';
import { fileReport, linkReport, submitFeed } from './report-acts';
import { submitSupportRequest } from './request-acts';

const plays: { readonly [Act in Fact['act']]: Play<FactOf<Act>> } = {
  'submit-feed': submitFeed,
  'file-report': fileReport,
  'link-report': linkReport,
  'open-incident': openIncident,
  acknowledge,
  'move-incident': moveIncident,
  'decide-alert-level': decideAlertLevel,
  'add-task': addTask,
  'complete-task': completeTask,
  'submit-support-request': submitSupportRequest,
  'answer-offers': answerOffers,
  'move-staff': moveStaff,
  'move-supplies': moveSupplies,
  'issue-sitrep': issueSitrep,
  'change-mission-status': changeMissionStatus,
};

export function play(fact: Fact, stage: Stage): Promise<void> {
  // The table pairs each act with its own kind of fact, which the compiler cannot follow through a lookup.
  return (plays[fact.act] as Play<Fact>)(fact, stage);
}
