import type { Permission } from '@bongsu/access/contract';
import type { MissionWorld } from '../harness/two-missions';

/** What one must have been told of before an address of it exists for one. */
export type Thing = 'incident' | 'dossier' | 'movement' | 'report' | 'stock' | 'public';

export type RouteRule =
  /** Open to callers who have not signed in. */
  | { readonly open: true }
  /** Every person's own account and session: whatever her roles are. */
  | { readonly ownAccount: true }
  /** Belongs to no mission: only a grant for the whole network reaches it. */
  | { readonly needs: Permission; readonly network: true }
  /** A list or a figure: everybody who has the permission is answered, with what she was told of. */
  | { readonly needs: Permission; readonly list: true }
  /** To see a thing, one must have been told of it; to whom was not, it is not there. */
  | { readonly needs: Permission; readonly reads: Thing }
  /** Likewise, and then the right to act must cover the mission or the hub whose act it is. */
  | { readonly needs: Permission; readonly acts: Thing; readonly at: keyof Pick<MissionWorld, 'mission' | 'hub'> }
  /** Not there for whoever has no right to it, even though she may know the mission. */
  | { readonly needs: Permission; readonly hidden: 'mission' }
  /** The body or the query names the mission; the right must cover it. */
  | { readonly needs: Permission; readonly names: 'mission' }
  /** Who of those with the permission may do it is a matter of the case; the specs of the context state it. */
  | { readonly needs: Permission; readonly byCase: true };

/** Who may use which route on what: the expectation, written down once more beside the decorators, for every operation of the API. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  'Health.live': { open: true },
  'Health.ready': { open: true },
  'Health.metrics': { open: true },
  'Status.page': { open: true },
  'Status.answer': { open: true },
  'Sessions.begin': { open: true },
  'Sessions.secondFactor': { open: true },
  'SignInWays.read': { open: true },
  'Oidc.begin': { open: true },
  'Oidc.callback': { open: true },
  'OidcLogout.farewell': { open: true },
  'OidcLogout.backChannel': { open: true },
  'PasskeySignIn.options': { open: true },
  'PasskeySignIn.begin': { open: true },

  'Sessions.end': { ownAccount: true },
  'Sessions.me': { ownAccount: true },
  'OutboxKey.read': { ownAccount: true },
  'Passkeys.list': { ownAccount: true },
  'Passkeys.options': { ownAccount: true },
  'Passkeys.add': { ownAccount: true },
  'Passkeys.remove': { ownAccount: true },
  'OwnSecurity.security': { ownAccount: true },
  'OwnSecurity.changePassword': { ownAccount: true },
  'OwnSecurity.beginTotp': { ownAccount: true },
  'OwnSecurity.confirmTotp': { ownAccount: true },
  'OwnSecurity.renewCodes': { ownAccount: true },
  'OwnSecurity.removeTotp': { ownAccount: true },
  'OwnSecurity.list': { ownAccount: true },
  'OwnSecurity.endOthers': { ownAccount: true },
  'OwnSecurity.end': { ownAccount: true },

  'People.list': { needs: 'access.people.manage', network: true },
  'People.create': { needs: 'access.people.manage', network: true },
  'People.one': { needs: 'access.people.manage', network: true },
  'People.change': { needs: 'access.people.manage', network: true },
  'People.disable': { needs: 'access.people.manage', network: true },
  'People.enable': { needs: 'access.people.manage', network: true },
  'People.resetPassword': { needs: 'access.people.manage', network: true },
  'People.removeSecondFactor': { needs: 'access.people.manage', network: true },
  'People.sessionsOf': { needs: 'access.people.manage', network: true },
  'People.endSessions': { needs: 'access.people.manage', network: true },
  'People.endSession': { needs: 'access.people.manage', network: true },
  'ServiceAccounts.list': { needs: 'access.service-accounts.manage', network: true },
  'ServiceAccounts.create': { needs: 'access.service-accounts.manage', network: true },
  'ServiceAccounts.end': { needs: 'access.service-accounts.manage', network: true },
  'ServiceAccounts.addToken': { needs: 'access.service-accounts.manage', network: true },
  'ServiceAccounts.revokeToken': { needs: 'access.service-accounts.manage', network: true },
  'Privacy.records': { needs: 'access.personal-data.audit', network: true },
  'Privacy.erase': { needs: 'access.personal-data.erase', network: true },

  'Delegations.list': { needs: 'access.delegations.read', names: 'mission' },
  'Delegations.candidates': { needs: 'access.delegate', names: 'mission' },
  'Delegations.make': { needs: 'access.delegate', byCase: true },
  'Delegations.revoke': { needs: 'access.delegate', byCase: true },
  'Proposals.list': { needs: 'access.proposals.answer', list: true },
  'Proposals.one': { needs: 'access.proposals.answer', byCase: true },
  'Proposals.confirm': { needs: 'access.proposals.answer', byCase: true },
  'Proposals.refuse': { needs: 'access.proposals.answer', byCase: true },
  'Proposals.withdraw': { needs: 'access.proposals.answer', byCase: true },
  'BreakGlass.list': { needs: 'access.break-glass.read', list: true },
  'BreakGlass.open': { needs: 'access.break-glass', byCase: true },
  'BreakGlass.end': { needs: 'access.break-glass.read', byCase: true },
  'BreakGlass.review': { needs: 'access.break-glass.review', byCase: true },

  'Missions.list': { needs: 'missions.read', list: true },
  'Missions.countries': { needs: 'missions.read', list: true },
  'Missions.competent': { needs: 'missions.read', list: true },
  'Missions.one': { needs: 'missions.read', reads: 'public' },
  'Missions.travel': { needs: 'missions.read', reads: 'public' },
  'Missions.changeStatus': { needs: 'missions.change-status', acts: 'public', at: 'mission' },

  'Resources.staff': { needs: 'resources.read', list: true },
  'Resources.lots': { needs: 'resources.read', list: true },
  'Resources.catalogue': { needs: 'resources.read', list: true },
  'Resources.adjust': { needs: 'resources.manage', acts: 'stock', at: 'mission' },
  'StaffIdentity.one': { needs: 'resources.staff-identity', hidden: 'mission' },
  'StaffIdentity.record': { needs: 'resources.staff-identity', hidden: 'mission' },
  'StaffIdentity.find': { needs: 'resources.staff-identity', hidden: 'mission' },

  // Whoever hears of it may report it, wherever it is.
  'Reports.file': { needs: 'incidents.report.file', list: true },
  'Reports.list': { needs: 'incidents.read', list: true },
  'Reports.one': { needs: 'incidents.read', reads: 'report' },
  'Reports.dismiss': { needs: 'incidents.report.link', acts: 'report', at: 'mission' },
  'Reports.reassign': { needs: 'incidents.report.reassign', acts: 'report', at: 'mission' },
  'Reports.reject': { needs: 'incidents.report.link', acts: 'incident', at: 'mission' },
  'Incidents.open': { needs: 'incidents.open', names: 'mission' },
  'Incidents.list': { needs: 'incidents.read', list: true },
  'Incidents.one': { needs: 'incidents.read', reads: 'incident' },
  'Incidents.reportsOf': { needs: 'incidents.read', reads: 'incident' },
  'Incidents.timeline': { needs: 'incidents.read', reads: 'incident' },
  'Incidents.duplicates': { needs: 'incidents.read', reads: 'incident' },
  'Incidents.link': { needs: 'incidents.report.link', acts: 'incident', at: 'mission' },
  'Incidents.unlink': { needs: 'incidents.report.link', acts: 'incident', at: 'mission' },
  'IncidentMoves.acknowledge': { needs: 'incidents.acknowledge', acts: 'incident', at: 'mission' },
  'IncidentMoves.assess': { needs: 'incidents.move', acts: 'incident', at: 'mission' },
  'IncidentMoves.activate': { needs: 'incidents.move', acts: 'incident', at: 'mission' },
  'IncidentMoves.stabilise': { needs: 'incidents.move', acts: 'incident', at: 'mission' },
  'IncidentMoves.reopen': { needs: 'incidents.close', acts: 'incident', at: 'mission' },
  'IncidentMoves.review': { needs: 'incidents.close', acts: 'incident', at: 'mission' },
  'IncidentMoves.close': { needs: 'incidents.close', acts: 'incident', at: 'mission' },
  'IncidentDecisions.alertLevel': { needs: 'incidents.alert-level.decide', acts: 'incident', at: 'mission' },
  'IncidentDecisions.urgency': { needs: 'incidents.move', acts: 'incident', at: 'mission' },
  'IncidentDecisions.reassign': { needs: 'incidents.reassign', acts: 'incident', at: 'mission' },
  // Who is on the list of which incident is a matter of the case.
  'IncidentSeals.seal': { needs: 'incidents.seal', byCase: true },
  'IncidentSeals.one': { needs: 'incidents.read', byCase: true },
  'IncidentSeals.candidates': { needs: 'incidents.seal', byCase: true },
  'IncidentSeals.name': { needs: 'incidents.seal', byCase: true },
  'IncidentSeals.takeOff': { needs: 'incidents.seal', byCase: true },
  'IncidentSeals.unseal': { needs: 'incidents.unseal', byCase: true },
  'IncidentTasks.add': { needs: 'incidents.task.manage', acts: 'incident', at: 'mission' },
  'IncidentTasks.complete': { needs: 'incidents.task.manage', acts: 'incident', at: 'mission' },
  'IncidentTasks.cancel': { needs: 'incidents.task.manage', acts: 'incident', at: 'mission' },
  'Feeds.usgs': { needs: 'incidents.feed.submit', network: true },
  'Feeds.list': { needs: 'incidents.feed.submit', network: true },
  'Feeds.document': { needs: 'incidents.feed.submit', network: true },

  'SupportRequests.list': { needs: 'dispatch.read', list: true },
  'SupportRequests.one': { needs: 'dispatch.read', reads: 'dossier' },
  'SupportRequests.submit': { needs: 'dispatch.request.submit', names: 'mission' },
  'SupportRequests.withdraw': { needs: 'dispatch.request.withdraw', acts: 'dossier', at: 'mission' },
  'SupportRequests.direct': { needs: 'dispatch.request.direct', acts: 'dossier', at: 'mission' },
  'SupportRequests.decline': { needs: 'dispatch.request.direct', acts: 'dossier', at: 'mission' },
  'SupportRequests.release': { needs: 'dispatch.request.withdraw', acts: 'dossier', at: 'mission' },
  'SupportRequests.close': { needs: 'dispatch.request.withdraw', acts: 'dossier', at: 'mission' },
  'Offers.list': { needs: 'dispatch.read', list: true },
  'Offers.accept': { needs: 'dispatch.offer.answer', acts: 'dossier', at: 'hub' },
  'Offers.acceptPart': { needs: 'dispatch.offer.answer', acts: 'dossier', at: 'hub' },
  'Offers.decline': { needs: 'dispatch.offer.answer', acts: 'dossier', at: 'hub' },
  'Movements.deployments': { needs: 'dispatch.read', list: true },
  'Movements.shipments': { needs: 'dispatch.read', list: true },
  'Movements.deploymentNotes': { needs: 'dispatch.read', reads: 'movement' },
  'Movements.shipmentNotes': { needs: 'dispatch.read', reads: 'movement' },
  // An arrival is seen at the mission, a parcel leaves from the hub.
  'Movements.deployment': { needs: 'dispatch.movement.report', acts: 'movement', at: 'mission' },
  'Movements.receive': { needs: 'dispatch.movement.report', acts: 'movement', at: 'mission' },
  'Movements.shipment': { needs: 'dispatch.movement.report', acts: 'movement', at: 'hub' },
  'Lanes.list': { needs: 'dispatch.lane.read', list: true },
  'Lanes.pause': { needs: 'dispatch.lane.manage', acts: 'public', at: 'hub' },
  'Lanes.resume': { needs: 'dispatch.lane.manage', acts: 'public', at: 'hub' },
  'Lanes.handOver': { needs: 'dispatch.lane.manage', acts: 'public', at: 'hub' },
  'Lanes.takeBack': { needs: 'dispatch.lane.manage', acts: 'public', at: 'hub' },

  'Board.read': { needs: 'situation.read', list: true },
  'Board.readText': { needs: 'situation.read', list: true },
  'Board.list': { needs: 'situation.read', list: true },
  'Sitreps.issue': { needs: 'situation.sitrep.issue', acts: 'incident', at: 'mission' },
  'Sitreps.list': { needs: 'situation.sitrep.read', reads: 'incident' },
  'Sitreps.supersede': { needs: 'situation.sitrep.issue', acts: 'incident', at: 'mission' },
  'Sitreps.withdraw': { needs: 'situation.sitrep.withdraw', acts: 'incident', at: 'mission' },
  'Sitreps.file': { needs: 'situation.sitrep.read', reads: 'incident' },
  // One's own exports; what one may ask for depends on what is asked for.
  'Exports.order': { needs: 'situation.export.propose', byCase: true },
  'Exports.list': { needs: 'situation.export.propose', list: true },
  'Exports.one': { needs: 'situation.export.propose', byCase: true },
  'Exports.file': { needs: 'situation.export.propose', byCase: true },
  'Exports.copy': { needs: 'access.personal-data.audit', network: true },
};

/** Where an answer about a sealed incident is not that for one which does not exist, on purpose. */
export const byDesign: Readonly<Record<string, string>> = {
  'BreakGlass.open': 'whoever knows its code may open it: on record, for a time, and its list is told at once',
  'Privacy.erase':
    'who has a right to be erased has it wherever her data stands; the privacy officer is told how much was erased, not where',
};
