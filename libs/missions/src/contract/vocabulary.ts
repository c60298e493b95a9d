import { z } from 'zod';

/** Kinds of post (재외공관). A permanent mission represents the state at an organisation and has no consular district (관할구역). */
export const missionTypes = [
  'embassy',
  'consulate-general',
  'branch',
  'consular-office',
  'representative-office',
  'permanent-mission',
] as const;
export const missionTypeSchema = z.enum(missionTypes);
export type MissionType = z.infer<typeof missionTypeSchema>;

/**
 * The state of a mission's own work. `planned` and `unverified` missions serve nobody; a `suspended` one has stopped; a `restricted` one
 * serves with fewer services; a `relocated` one works from outside its usual seat; a `temporary-office` (임시사무소) works elsewhere in its district.
 */
export const missionStatuses = [
  'open',
  'relocated',
  'planned',
  'upgrade-planned',
  'unverified',
  'temporary-office',
  'suspended',
  'restricted',
] as const;
export const missionStatusSchema = z.enum(missionStatuses);
export type MissionStatus = z.infer<typeof missionStatusSchema>;

/** What can be done to a mission's status; which act is permitted where is the table in domain/status-transitions.ts. */
export const missionStatusActs = [
  'inaugurate',
  'confirm',
  'restrict',
  'relocate',
  'open-temporary-office',
  'suspend',
  'reopen',
  'plan-upgrade',
  'complete-upgrade',
  'drop-upgrade',
] as const;
export const missionStatusActSchema = z.enum(missionStatusActs);
export type MissionStatusAct = z.infer<typeof missionStatusActSchema>;

/** Why a status changed: a code, because it goes into the journal and is said in the reader's language. */
export const statusChangeReasons = [
  'armed-conflict',
  'civil-unrest',
  'natural-disaster',
  'epidemic',
  'security-threat',
  'host-state-request',
  'building-unusable',
  'staff-shortage',
  'conditions-improved',
  'network-decision',
  'record-corrected',
] as const;
export const statusChangeReasonSchema = z.enum(statusChangeReasons);
export type StatusChangeReason = z.infer<typeof statusChangeReasonSchema>;

/** How a competent mission was found. `nearest-in-country`: several missions share the country and districts are not known. */
export const competenceBases = ['resident', 'concurrent', 'nearest-in-country', 'none'] as const;
export const competenceBasisSchema = z.enum(competenceBases);
export type CompetenceBasis = z.infer<typeof competenceBasisSchema>;

export const missionErrorCodes = [
  'missions.unknown-mission',
  'missions.impossible-status-change',
  'missions.stale-mission',
  'missions.status-dated-in-future',
  'missions.place-required',
] as const;
export type MissionErrorCode = (typeof missionErrorCodes)[number];
