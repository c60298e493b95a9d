import type { Role } from './roles';

/**
 * Who may do what, as one literal: for each permission, the roles that carry it. Where a permission is used on an object
 * of a mission, the grant must also cover that mission (or the network). Deny by default: what is not here is refused.
 */
const duty = ['duty-officer', 'head-of-mission', 'headquarters-watch-officer', 'administrator'] as const;
const everyone = ['duty-officer', 'head-of-mission', 'hub-coordinator', 'headquarters-watch-officer', 'administrator'] as const;
const hub = ['hub-coordinator', 'headquarters-watch-officer', 'administrator'] as const;
const headquarters = ['headquarters-watch-officer', 'administrator'] as const;

export const permissions = {
  'missions.read': [...everyone, 'privacy-officer'],
  'missions.change-status': ['head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'incidents.read': everyone,
  'incidents.report.file': everyone,
  'incidents.report.link': duty,
  'incidents.report.reassign': headquarters,
  'incidents.open': duty,
  'incidents.acknowledge': duty,
  'incidents.move': duty,
  'incidents.close': ['head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'incidents.reassign': headquarters,
  'incidents.alert-level.decide': headquarters,
  'incidents.seal': ['duty-officer', 'head-of-mission', 'headquarters-watch-officer'],
  'incidents.unseal': ['head-of-mission', 'headquarters-watch-officer'],
  'incidents.task.manage': everyone,
  'incidents.feed.submit': headquarters,
  'resources.read': everyone,
  'resources.manage': ['hub-coordinator', 'head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'resources.staff-identity': ['head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'dispatch.read': everyone,
  'dispatch.request.submit': duty,
  'dispatch.request.withdraw': duty,
  'dispatch.request.direct': headquarters,
  'dispatch.offer.answer': hub,
  'dispatch.movement.report': everyone,
  'dispatch.lane.read': everyone,
  'dispatch.lane.manage': hub,
  'situation.read': everyone,
  'situation.sitrep.issue': duty,
  'situation.sitrep.withdraw': ['head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'situation.sitrep.read': everyone,
  'situation.export.propose': ['head-of-mission', 'headquarters-watch-officer', 'administrator'],
  'situation.export.confirm': ['head-of-mission', 'headquarters-watch-officer', 'administrator', 'privacy-officer'],
  'access.own-session': [...everyone, 'privacy-officer'],
  'access.personal-data.audit': ['privacy-officer'],
  'access.personal-data.erase': ['privacy-officer'],
  'access.proposals.answer': [...everyone, 'privacy-officer'],
  'access.delegations.read': everyone,
  'access.delegate': ['head-of-mission'],
  'access.break-glass.read': [...everyone, 'privacy-officer'],
  'access.break-glass': ['duty-officer', 'head-of-mission', 'hub-coordinator'],
  'access.break-glass.review': ['head-of-mission', 'headquarters-watch-officer', 'privacy-officer'],
  'access.people.manage': ['administrator'],
  'access.service-accounts.manage': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;
