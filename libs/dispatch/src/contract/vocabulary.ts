import { z } from 'zod';

/** P1 life-saving now · P2 within hours · P3 when possible. */
export const priorities = ['P1', 'P2', 'P3'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

/** Support request (domain §6.7): HUB decides within its limits; what nobody answers ends at headquarters. */
export const requestStates = [
  'submitted',
  'sourcing',
  'part-committed',
  'committed',
  'at-headquarters',
  'fulfilled',
  'released',
  'closed',
  'declined',
  'withdrawn',
] as const;
export const requestStateSchema = z.enum(requestStates);
export type RequestState = z.infer<typeof requestStateSchema>;

export const offerStates = ['queued', 'sent', 'accepted', 'part-accepted', 'declined', 'escalated', 'fulfilled', 'withdrawn'] as const;
export const offerStateSchema = z.enum(offerStates);
export type OfferState = z.infer<typeof offerStateSchema>;

/** Where in the chain an offer stands: the planned hub, its alternate after silence, headquarters after that. */
export const offerTiers = ['hub', 'alternate', 'headquarters'] as const;
export const offerTierSchema = z.enum(offerTiers);
export type OfferTier = z.infer<typeof offerTierSchema>;

export const declineReasons = [
  'no-staff-available',
  'staff-on-rest',
  'stock-committed-elsewhere',
  'stock-condition',
  'own-crisis',
  'no-transport',
  'security',
  'visa-lead-time',
  'other',
] as const;
export const declineReasonSchema = z.enum(declineReasons);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

export const deploymentStates = [
  'ordered',
  'mobilising',
  'en-route',
  'arrived',
  'on-task',
  'released',
  'returning',
  'returned',
  'cancelled',
] as const;
export const deploymentStateSchema = z.enum(deploymentStates);
export type DeploymentState = z.infer<typeof deploymentStateSchema>;
export const deploymentActs = ['mobilise', 'depart', 'arrive', 'start-task', 'release', 'return', 'confirm-return', 'cancel'] as const;
export const deploymentActSchema = z.enum(deploymentActs);
export type DeploymentAct = z.infer<typeof deploymentActSchema>;

/** `lapsed`: nobody sent it in time, and what it held is free again. (`expired` is said of goods past their day.) */
export const shipmentStates = ['picking', 'in-transit', 'customs-hold', 'received', 'lost', 'cancelled', 'lapsed'] as const;
export const shipmentStateSchema = z.enum(shipmentStates);
export type ShipmentState = z.infer<typeof shipmentStateSchema>;
export const shipmentActs = ['dispatch', 'hold', 'clear', 'receive', 'report-lost', 'cancel', 'lapse'] as const;
export const shipmentActSchema = z.enum(shipmentActs);
export type ShipmentAct = z.infer<typeof shipmentActSchema>;
/** What people report of a shipment before it is counted in; receipt is an act of its own, with a count, and the clock alone lets one lapse. */
export const shipmentWayActSchema = shipmentActSchema.exclude(['receive', 'lapse']);
export type ShipmentWayAct = z.infer<typeof shipmentWayActSchema>;

/** Why a line of a request could not be covered, fully or at all. */
export const shortfallCodes = [
  'no-staff-with-skill',
  'no-staff-with-language',
  'no-staff-with-visa',
  'all-on-rest',
  'no-stock',
  'stock-expires-too-soon',
  'too-far-for-needed-by',
  'insufficient-quantity',
  'nobody-answered',
  'declined-by-all',
  'reservation-lapsed',
  'asker-lost-right',
] as const;
export const shortfallCodeSchema = z.enum(shortfallCodes);
export type ShortfallCode = z.infer<typeof shortfallCodeSchema>;
