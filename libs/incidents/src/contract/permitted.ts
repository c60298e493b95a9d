import type { Permission } from '@bongsu/access/contract';
import type { IncidentAct } from './vocabulary';

/** What one may do with an incident besides moving it along its life cycle; each is one verb of POST /incidents/:id/<verb>. */
export const incidentDecisions = [
  'acknowledge',
  'set-alert-level',
  'set-urgency',
  'reassign',
  'add-task',
  'complete-task',
  'cancel-task',
  'link-report',
  'seal',
  'name-on-seal',
  'unseal',
] as const;
export type IncidentDecision = (typeof incidentDecisions)[number];

/**
 * Who may move an incident (domain §6.1), as permissions over its lead mission. Whoever is on duty confirms a signal, activates and
 * stabilises; ending it, and starting it again, is for the head of mission or headquarters.
 */
export const permissionToMove = {
  assess: 'incidents.move',
  activate: 'incidents.move',
  stabilise: 'incidents.move',
  close: 'incidents.close',
  reopen: 'incidents.close',
  review: 'incidents.close',
} as const satisfies Record<IncidentAct, Permission>;

export const permissionToDecide = {
  acknowledge: 'incidents.acknowledge',
  'set-alert-level': 'incidents.alert-level.decide',
  'set-urgency': 'incidents.move',
  reassign: 'incidents.reassign',
  'add-task': 'incidents.task.manage',
  'complete-task': 'incidents.task.manage',
  'cancel-task': 'incidents.task.manage',
  'link-report': 'incidents.report.link',
  seal: 'incidents.seal',
  'name-on-seal': 'incidents.seal',
  unseal: 'incidents.unseal',
} as const satisfies Record<IncidentDecision, Permission>;
