import type { Permission } from './permissions';

/**
 * On what a permission is used, and so what the grant must cover:
 * `mission` the mission of the object; `told` whatever one's missions were told of (own district, hub area, shared incidents);
 * `hub` the hub that answers; `network` a grant for the whole network alone; `reference` what everybody signed in may read;
 * `named` what names the person herself (her proposal, her break-glass) or a mission in which she has the right; `self` one's own account.
 */
export const scopes = {
  mission: 'the mission of the object',
  told: 'what one’s missions are told of',
  hub: 'the hub that answers',
  network: 'the whole network only',
  reference: 'everybody signed in',
  named: 'what names one, or one’s missions',
  self: 'one’s own account',
} as const;
export type Scope = keyof typeof scopes;

/** The scope of each permission; who carries it stands in `permissions`. The two together are the matrix in docs/permissions.md. */
export const permissionScopes = {
  'missions.read': 'reference',
  'missions.change-status': 'mission',
  'incidents.read': 'told',
  'incidents.report.file': 'reference',
  'incidents.report.link': 'mission',
  'incidents.report.reassign': 'mission',
  'incidents.open': 'mission',
  'incidents.acknowledge': 'mission',
  'incidents.move': 'mission',
  'incidents.close': 'mission',
  'incidents.reassign': 'mission',
  'incidents.alert-level.decide': 'mission',
  'incidents.seal': 'mission',
  'incidents.unseal': 'mission',
  'incidents.task.manage': 'mission',
  'incidents.feed.submit': 'network',
  'resources.read': 'mission',
  'resources.manage': 'mission',
  'resources.staff-identity': 'mission',
  'dispatch.read': 'told',
  'dispatch.request.submit': 'mission',
  'dispatch.request.withdraw': 'mission',
  'dispatch.request.direct': 'mission',
  'dispatch.offer.answer': 'hub',
  'dispatch.movement.report': 'mission',
  'dispatch.lane.read': 'told',
  'dispatch.lane.manage': 'hub',
  'situation.read': 'told',
  'situation.sitrep.issue': 'mission',
  'situation.sitrep.withdraw': 'mission',
  'situation.sitrep.read': 'told',
  'situation.export.propose': 'mission',
  'situation.export.confirm': 'mission',
  'access.own-session': 'self',
  'access.personal-data.audit': 'network',
  'access.personal-data.erase': 'network',
  'access.proposals.answer': 'named',
  'access.delegations.read': 'mission',
  'access.delegate': 'mission',
  'access.break-glass.read': 'named',
  'access.break-glass': 'named',
  'access.break-glass.review': 'named',
  'access.people.manage': 'network',
  'access.service-accounts.manage': 'network',
} as const satisfies Record<Permission, Scope>;
