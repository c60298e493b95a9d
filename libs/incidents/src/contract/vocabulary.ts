import { z } from 'zod';
import { jurisdictionCaveats } from '@bongsu/missions/contract';

/** What kind of event: hazards of an overseas calamity (Act §2, 재외국민보호법) and the statutory kinds of case (§11–§17). */
export const categories = [
  'earthquake',
  'tsunami',
  'flood',
  'storm',
  'volcano',
  'wildfire',
  'epidemic',
  'war',
  'rebellion',
  'terrorism',
  'transport-accident',
  'industrial-accident',
  'abduction',
  'piracy',
  'detention',
  'crime-victim',
  'death',
  'missing-person',
  'patient',
  'minor-alone',
  'lost-property',
  'other',
] as const;
export const categorySchema = z.enum(categories);
export type Category = z.infer<typeof categorySchema>;

/** Through which channel a report came in. */
export const channels = [
  'phone',
  'app',
  'web',
  'email',
  'sms',
  'messenger',
  'walk-in',
  'mission',
  'cooperator',
  'host-authority',
  'association',
  'media',
  'feed',
  'other',
] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

/** U1 life danger now · U2 serious · U3 stranded, documents, money · U4 information. */
export const urgencies = ['U1', 'U2', 'U3', 'U4'] as const;
export const urgencySchema = z.enum(urgencies);
export type Urgency = z.infer<typeof urgencySchema>;

/** A first-hand official or host record · B mission or cooperator witness · C kin or association · D media, social · E unknown. */
export const evidenceGrades = ['A', 'B', 'C', 'D', 'E'] as const;
export const evidenceGradeSchema = z.enum(evidenceGrades);
export type EvidenceGrade = z.infer<typeof evidenceGradeSchema>;

/** Crisis alert level: none, 관심, 주의, 경계, 심각 (Framework Act on disasters §38). */
export const alertLevels = ['none', 'attention', 'caution', 'alert', 'serious'] as const;
export const alertLevelSchema = z.enum(alertLevels);
export type AlertLevel = z.infer<typeof alertLevelSchema>;

export const incidentStates = ['signal', 'assessing', 'active', 'stabilising', 'closed', 'reviewed'] as const;
export const incidentStateSchema = z.enum(incidentStates);
export type IncidentState = z.infer<typeof incidentStateSchema>;

export const incidentActs = ['assess', 'activate', 'stabilise', 'close', 'reopen', 'review'] as const;
export const incidentActSchema = z.enum(incidentActs);
export type IncidentAct = z.infer<typeof incidentActSchema>;

/** Whatever makes it less than certain which mission is in charge of a report: what the network says of the place, and what was not said. */
export const reportCaveats = [...jurisdictionCaveats, 'country-without-mission', 'mission-of-several-countries'] as const;
export const reportCaveatSchema = z.enum(reportCaveats);
export type ReportCaveat = z.infer<typeof reportCaveatSchema>;

/** Why an incident is sealed: a kidnapping under way, a minor, a sexual crime, a defector, an embargo agreed with the press (domain §7). */
export const sealGrounds = ['abduction', 'minor', 'sexual-crime', 'defector', 'media-embargo'] as const;
export const sealGroundSchema = z.enum(sealGrounds);
export type SealGround = z.infer<typeof sealGroundSchema>;

/** How precisely a place is known. */
export const precisions = ['exact', 'street', 'city', 'region', 'country', 'unknown'] as const;
export const precisionSchema = z.enum(precisions);

/** How the competent mission was found; `assigned` = a person decided. */
export const jurisdictionBases = ['resident', 'concurrent', 'nearest-in-country', 'none', 'assigned'] as const;
export const jurisdictionBasisSchema = z.enum(jurisdictionBases);
