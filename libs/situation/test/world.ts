import type { EntryDefinition, NewEntry } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import { JobRefused } from '@bongsu/platform/contract';
import { LotAdjusted, StaffStateChanged } from '@bongsu/resources/contract';
import { type BoardState, SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from '../src/contract';
import { type Step, idOf, instantAt, missions, pick } from './chance';

type Stated = Omit<NewEntry, 'audience'>;
interface KnownIncident {
  id: string;
  state: incidents.IncidentState;
  tasks: string[];
  openTasks: string[];
  sitreps: number;
  level: incidents.AlertLevel;
  reviewAt: string | null;
  urgency: incidents.Urgency;
  missionId: string;
  sealed: boolean;
}
interface KnownReport {
  id: string;
  incidentId: string | null;
}
interface KnownRequest {
  id: string;
  incidentId: string;
  missionId: string;
  state: dispatch.RequestState;
  committed: number;
}
interface KnownOffer {
  id: string;
  request: KnownRequest;
  hubId: string;
  state: dispatch.OfferState;
}
interface KnownMove<State> {
  id: string;
  request: KnownRequest;
  from: string;
  state: State;
}

const acts: Record<incidents.IncidentState, [incidents.IncidentAct, incidents.IncidentState][]> = {
  signal: [
    ['assess', 'assessing'],
    ['close', 'closed'],
  ],
  assessing: [
    ['activate', 'active'],
    ['close', 'closed'],
  ],
  active: [['stabilise', 'stabilising']],
  stabilising: [['close', 'closed']],
  closed: [
    ['reopen', 'active'],
    ['review', 'reviewed'],
  ],
  reviewed: [],
};
const journeyOf: [dispatch.DeploymentAct, dispatch.DeploymentState][] = [
  ['mobilise', 'mobilising'],
  ['depart', 'en-route'],
  ['arrive', 'arrived'],
  ['start-task', 'on-task'],
  ['release', 'released'],
  ['return', 'returning'],
  ['confirm-return', 'returned'],
];

/** A small model of what the contexts permit, only to make histories that could have happened. */
export class World {
  private made = 0;
  private readonly incidents: KnownIncident[] = [];
  private readonly reports: KnownReport[] = [];
  private readonly proposals: { id: string; reportId: string; incidentId: string }[] = [];
  private readonly requests: KnownRequest[] = [];
  private readonly offers: KnownOffer[] = [];
  private readonly deployments: KnownMove<dispatch.DeploymentState>[] = [];
  private readonly shipments: KnownMove<dispatch.ShipmentState>[] = [];

  /** What the step states; nothing when the world does not permit it now. */
  after(step: Step, standing: (() => BoardState) | null): Stated | null {
    const turns = [
      this.file,
      this.file,
      this.open,
      this.link,
      this.unlink,
      this.dismiss,
      this.revise,
      this.reassignReport,
      this.propose,
      this.reject,
      this.acknowledge,
      this.overdue,
      this.move,
      this.move,
      this.level,
      this.reviewDue,
      this.urgency,
      this.seal,
      this.reassign,
      this.addTask,
      this.answerTask,
      this.request,
      this.plan,
      this.moveRequest,
      this.queue,
      this.send,
      this.answer,
      this.answer,
      this.deploy,
      this.travel,
      this.travel,
      this.ship,
      this.carry,
      this.lane,
      this.refuseJob,
      this.mission,
      this.sitrep,
      this.ignored,
      this.share,
      this.share,
    ];
    return pick(turns, step.act).call(this, step, standing);
  }

  private file({ a, b, c }: Step): Stated {
    const report: KnownReport = {
      id: this.newId(),
      incidentId: this.incidents.length > 0 && c % 4 === 0 ? pick(this.incidents, b).id : null,
    };
    const corrects = this.reports.length > 0 && c % 7 === 0 ? pick(this.reports, a).id : null;
    this.reports.push(report);
    const best = a % 200;
    return state(incidents.ReportFiled, 'report', report.id, report.incidentId, {
      reportId: report.id,
      code: `R-${this.made}`,
      category: pick(incidents.categories, a),
      urgency: pick(incidents.urgencies, b),
      evidenceGrade: pick(incidents.evidenceGrades, c),
      channel: pick(incidents.channels, b),
      missionId: a % 9 === 0 ? null : pick(missions, a),
      countryIso2: 'TR',
      basis: 'resident',
      estimate: b % 2 === 0,
      lat: c % 5 === 0 ? null : (a % 90) + 0.5,
      lng: c % 5 === 0 ? null : (b % 180) + 0.25,
      occurredAt: instantAt(0),
      reportedAt: instantAt(1),
      nationals: b % 3 === 0 ? null : { low: Math.floor(best / 2), best, high: best * 2 },
      correctsReportId: corrects,
      incidentId: report.incidentId,
      feed: c % 11 === 0 ? { feed: 'usgs', eventId: `us${a % 50}`, revision: 1, magnitude: 7.8 } : null,
    });
  }

  private open({ a, b }: Step): Stated {
    const incident: KnownIncident = {
      id: this.newId(),
      state: 'signal',
      tasks: [],
      openTasks: [],
      sitreps: 0,
      level: 'none',
      reviewAt: null,
      urgency: pick(incidents.urgencies, a),
      missionId: pick(missions, b),
      sealed: false,
    };
    this.incidents.push(incident);
    return state(incidents.IncidentOpened, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      code: `TUR-2023-${String(this.made).padStart(4, '0')}`,
      title: 'Earthquake near Gaziantep',
      category: pick(incidents.categories, b),
      urgency: incident.urgency,
      missionId: incident.missionId,
      countryIso2: 'TR',
      lat: 37.17,
      lng: 37.03,
      zone: 'Europe/Istanbul',
      occurredAt: instantAt(0),
      ackDueAt: b % 3 === 0 ? null : instantAt(this.made + 10),
    });
  }

  private link({ a, b }: Step): Stated | null {
    const report = this.some(this.reports, a, (one) => one.incidentId === null);
    const incident = this.running(b);
    if (!report || !incident) return null;
    report.incidentId = incident.id;
    return state(incidents.ReportLinked, 'report', report.id, incident.id, { reportId: report.id, incidentId: incident.id });
  }

  private unlink({ a }: Step): Stated | null {
    const report = this.some(this.reports, a, (one) => one.incidentId !== null);
    if (!report?.incidentId) return null;
    const incidentId = report.incidentId;
    report.incidentId = null;
    return state(incidents.ReportUnlinked, 'report', report.id, incidentId, { reportId: report.id, incidentId, decisionId: null });
  }

  private dismiss({ a, b }: Step): Stated | null {
    const report = this.some(this.reports, a, (one) => one.incidentId === null && b % 4 === 0);
    return report ? state(incidents.ReportDismissed, 'report', report.id, null, { reportId: report.id, decisionId: 'd-dismissed' }) : null;
  }

  private revise({ a, b }: Step): Stated | null {
    const report = this.some(this.reports, a);
    return report
      ? state(incidents.ReportRevised, 'report', report.id, report.incidentId, {
          reportId: report.id,
          revision: 2,
          lat: 37.2,
          lng: 37,
          magnitude: 7 + (b % 9) / 10,
          occurredAt: instantAt(0),
          ...(b % 2 === 0 ? { urgency: pick(incidents.urgencies, b) } : {}),
        })
      : null;
  }

  private reassignReport({ a, b }: Step): Stated | null {
    const report = this.some(this.reports, a);
    return report
      ? state(incidents.ReportReassigned, 'report', report.id, report.incidentId, {
          reportId: report.id,
          from: null,
          to: pick(missions, b),
          decisionId: 'd-reassigned',
        })
      : null;
  }

  private propose({ a, b }: Step): Stated | null {
    const report = this.some(this.reports, a, (one) => one.incidentId === null);
    const incident = this.running(b);
    if (!report || !incident) return null;
    const proposal = { id: this.newId(), reportId: report.id, incidentId: incident.id };
    this.proposals.push(proposal);
    return state(incidents.DuplicateProposed, 'proposal', proposal.id, incident.id, {
      proposalId: proposal.id,
      reportId: report.id,
      incidentId: incident.id,
      distanceKm: a % 300,
      minutesApart: b % 60,
      sameCategory: a % 2 === 0,
    });
  }

  private reject({ a }: Step): Stated | null {
    const proposal = this.some(this.proposals, a);
    return proposal
      ? state(incidents.DuplicateRejected, 'proposal', proposal.id, proposal.incidentId, {
          proposalId: proposal.id,
          reportId: proposal.reportId,
          incidentId: proposal.incidentId,
        })
      : null;
  }

  private acknowledge({ a }: Step): Stated | null {
    const incident = this.running(a);
    return incident
      ? state(incidents.IncidentAcknowledged, 'incident', incident.id, incident.id, {
          incidentId: incident.id,
          missionId: incident.missionId,
        })
      : null;
  }

  private overdue({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const taskId = incident.openTasks.length > 0 ? pick(incident.openTasks, b) : null;
    if (taskId !== null && b % 2 === 0)
      return state(incidents.TaskOverdue, 'incident', incident.id, incident.id, { incidentId: incident.id, taskId });
    return state(incidents.IncidentAckOverdue, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      missionId: incident.missionId,
      toldHubId: null,
    });
  }

  private move({ a, b }: Step): Stated | null {
    const incident = this.some(this.incidents, a);
    if (!incident || acts[incident.state].length === 0) return null;
    const [act, to] = pick(acts[incident.state], b);
    const from = incident.state;
    incident.state = to;
    return state(incidents.IncidentMoved, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      act,
      from,
      to,
      decisionId: null,
    });
  }

  private level({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const from = incident.level;
    incident.level = pick(incidents.alertLevels, b);
    incident.reviewAt = b % 2 === 0 ? null : instantAt(this.made + 60);
    return state(incidents.AlertLevelDecided, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      from,
      to: incident.level,
      decisionId: 'd-level',
      reviewAt: incident.reviewAt,
    });
  }

  private reviewDue({ a }: Step): Stated | null {
    const incident = this.some(this.incidents, a, (one) => one.reviewAt !== null && one.level !== 'none');
    if (incident?.reviewAt === undefined || incident.reviewAt === null) return null;
    const { id: incidentId, level, reviewAt } = incident;
    return state(incidents.AlertReviewDue, 'incident', incidentId, incidentId, { incidentId, level, reviewAt });
  }

  private refuseJob({ a, b }: Step): Stated | null {
    const offer = this.some(this.offers, a, () => b % 3 > 0);
    const request = offer?.request ?? this.some(this.requests, a, () => true);
    if (!request) return null;
    const [type, id] = offer ? ['offer', offer.id] : ['support-request', request.id];
    return state(JobRefused, type, id, request.incidentId, {
      job: 'dispatch.deliver-offer',
      why: b % 2 === 0 ? 'right-withdrawn' : 'account-ended',
      permission: 'dispatch.request.submit',
      missionId: request.missionId,
      causedBy: idOf(b),
    });
  }

  private seal({ a, b }: Step): Stated | null {
    const incident = this.some(this.incidents, a);
    if (!incident) return null;
    incident.sealed = !incident.sealed;
    const about = ['incident', incident.id, incident.id] as const;
    return incident.sealed
      ? state(incidents.IncidentSealed, ...about, { ground: pick(incidents.sealGrounds, b) })
      : state(incidents.IncidentUnsealed, ...about, {});
  }

  private urgency({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const from = incident.urgency;
    incident.urgency = pick(incidents.urgencies, b);
    return state(incidents.UrgencyChanged, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      from,
      to: incident.urgency,
      decisionId: 'd-urgency',
    });
  }

  private reassign({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const from = incident.missionId;
    incident.missionId = pick(missions, b);
    return state(incidents.IncidentReassigned, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      from,
      to: incident.missionId,
      decisionId: 'd-lead',
      ackDueAt: b % 2 === 0 ? null : instantAt(this.made + 20),
    });
  }

  private addTask({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const taskId = this.newId();
    incident.openTasks.push(taskId);
    return state(incidents.TaskAdded, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      taskId,
      title: 'Call the university',
      ownerMissionId: pick(missions, b),
      dueAt: b % 3 === 0 ? null : instantAt(this.made + (b % 50)),
    });
  }

  private answerTask({ a, b, c }: Step): Stated | null {
    const incident = this.some(this.incidents, a, (one) => one.openTasks.length > 0);
    if (!incident) return null;
    const [taskId] = incident.openTasks.splice(b % incident.openTasks.length, 1);
    if (taskId === undefined) return null;
    return state(c % 2 === 0 ? incidents.TaskCompleted : incidents.TaskCancelled, 'incident', incident.id, incident.id, {
      incidentId: incident.id,
      taskId,
    });
  }

  private request({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    const request: KnownRequest = {
      id: this.newId(),
      incidentId: incident.id,
      missionId: incident.missionId,
      state: 'submitted',
      committed: 0,
    };
    this.requests.push(request);
    return state(dispatch.RequestSubmitted, 'request', request.id, incident.id, {
      requestId: request.id,
      incidentId: incident.id,
      code: `SR-${this.made}`,
      missionId: request.missionId,
      priority: pick(dispatch.priorities, b),
      neededBy: instantAt(this.made + 500),
      decisionDueAt: instantAt(this.made + 20),
      lines: [
        { lineNo: 1, line: { kind: 'staff', skill: 'consular', languages: [], needsVisa: false, count: 4, minimum: 1, durationDays: 14 } },
        { lineNo: 2, line: { kind: 'supply', itemCode: 'KIT-01', count: 200, minimum: 50 } },
      ],
    });
  }

  private plan({ a, b }: Step): Stated | null {
    const request = this.some(this.requests, a);
    if (!request) return null;
    return state(dispatch.PlanMade, 'request', request.id, request.incidentId, {
      requestId: request.id,
      incidentId: request.incidentId,
      choices: [
        {
          lineNo: 1,
          hubId: pick(missions, b),
          count: 3,
          reason: { code: 'nearest-capable-hub', travelHours: 6.5, rank: 1, hubsConsidered: 4, arrivesBy: instantAt(this.made + 400) },
        },
      ],
      shortfalls: b % 2 === 0 ? [] : [{ lineNo: 2, missing: (b % 100) + 1, code: 'no-stock', belowMinimum: b % 3 === 0 }],
    });
  }

  private moveRequest({ a, b }: Step): Stated | null {
    const request = this.some(this.requests, a, (one) => !['closed', 'declined', 'withdrawn'].includes(one.state));
    if (!request) return null;
    const from = request.state;
    request.state = pick(dispatch.requestStates.slice(1), b);
    request.committed += b % 2;
    return state(dispatch.RequestMoved, 'request', request.id, request.incidentId, {
      requestId: request.id,
      incidentId: request.incidentId,
      from,
      to: request.state,
      lines: [{ lineNo: 1, committed: request.committed, arrived: Math.floor(request.committed / 2) }],
      reason: null,
    });
  }

  private queue({ a, b }: Step): Stated | null {
    const request = this.some(this.requests, a);
    if (!request) return null;
    const offer: KnownOffer = { id: this.newId(), request, hubId: pick(missions, b), state: 'queued' };
    this.offers.push(offer);
    return state(dispatch.OfferQueued, 'offer', offer.id, request.incidentId, {
      ...ofOffer(offer),
      tier: pick(dispatch.offerTiers, b),
      lines: [{ lineNo: 1, count: 2 }],
      escalatedFromOfferId: null,
    });
  }

  private send({ a }: Step): Stated | null {
    const offer = this.some(this.offers, a, (one) => one.state === 'queued');
    if (!offer) return null;
    offer.state = 'sent';
    return state(dispatch.OfferSent, 'offer', offer.id, offer.request.incidentId, {
      ...ofOffer(offer),
      ackDueAt: instantAt(this.made + 30),
    });
  }

  private answer({ a, b }: Step): Stated | null {
    const offer = this.some(this.offers, a, (one) => ['sent', 'accepted', 'part-accepted'].includes(one.state));
    if (!offer) return null;
    const { incidentId } = offer.request;
    const accepted = [{ lineNo: 1, count: 1 }];
    if (offer.state !== 'sent') {
      offer.state = 'fulfilled';
      return state(dispatch.OfferFulfilled, 'offer', offer.id, incidentId, ofOffer(offer));
    }
    offer.state = pick(['accepted', 'part-accepted', 'declined', 'escalated', 'withdrawn'] as const, b);
    switch (offer.state) {
      case 'accepted':
        return state(dispatch.OfferAccepted, 'offer', offer.id, incidentId, { ...ofOffer(offer), accepted });
      case 'part-accepted':
        return state(dispatch.OfferPartAccepted, 'offer', offer.id, incidentId, { ...ofOffer(offer), accepted });
      case 'declined':
        return state(dispatch.OfferDeclined, 'offer', offer.id, incidentId, {
          ...ofOffer(offer),
          reason: pick(dispatch.declineReasons, b),
        });
      case 'escalated':
        return state(dispatch.OfferEscalated, 'offer', offer.id, incidentId, {
          ...ofOffer(offer),
          toTier: 'alternate',
          toHubId: pick(missions, b),
        });
      default:
        return state(dispatch.OfferWithdrawn, 'offer', offer.id, incidentId, { ...ofOffer(offer), reason: null });
    }
  }

  private deploy({ a, b }: Step): Stated | null {
    const request = this.some(this.requests, a);
    if (!request) return null;
    const deployment = { id: this.newId(), request, from: pick(missions, b), state: 'ordered' as const };
    this.deployments.push(deployment);
    return state(dispatch.DeploymentOrdered, 'deployment', deployment.id, request.incidentId, {
      deploymentId: deployment.id,
      offerId: this.newId(),
      ...ofRequest(request),
      lineNo: 1,
      staffId: this.newId(),
      staffNo: `S-${this.made}`,
      ...journey(deployment),
      expectedAt: instantAt(this.made + 400),
    });
  }

  private travel({ a }: Step): Stated | null {
    const deployment = this.some(this.deployments, a, (one) => one.state !== 'returned');
    if (!deployment) return null;
    const from = deployment.state;
    const step = journeyOf[journeyOf.findIndex(([, to]) => to === from) + 1];
    if (!step) return null;
    deployment.state = step[1];
    return state(dispatch.DeploymentMoved, 'deployment', deployment.id, deployment.request.incidentId, {
      deploymentId: deployment.id,
      ...ofRequest(deployment.request),
      staffNo: 'S-1',
      act: step[0],
      from,
      to: step[1],
      ...journey(deployment),
      occurredAt: instantAt(this.made),
      expectedAt: instantAt(this.made + 300),
    });
  }

  private ship({ a, b }: Step): Stated | null {
    const request = this.some(this.requests, a);
    if (!request) return null;
    const shipment = { id: this.newId(), request, from: pick(missions, b), state: 'picking' as const };
    this.shipments.push(shipment);
    return state(dispatch.ShipmentOrdered, 'shipment', shipment.id, request.incidentId, {
      shipmentId: shipment.id,
      offerId: this.newId(),
      ...ofRequest(request),
      items: [{ lineNo: 2, lotId: `${shipment.id}-lot`, itemCode: 'KIT-01', sent: 100 }],
      ...journey(shipment),
      expectedAt: null,
    });
  }

  private carry({ a, b }: Step): Stated | null {
    const shipment = this.some(this.shipments, a, (one) => one.state === 'picking' || one.state === 'in-transit');
    if (!shipment) return null;
    const from = shipment.state;
    const received = from === 'in-transit';
    shipment.state = received ? 'received' : 'in-transit';
    return state(dispatch.ShipmentMoved, 'shipment', shipment.id, shipment.request.incidentId, {
      shipmentId: shipment.id,
      ...ofRequest(shipment.request),
      act: received ? 'receive' : 'dispatch',
      from,
      to: shipment.state,
      ...journey(shipment),
      occurredAt: instantAt(this.made),
      expectedAt: instantAt(this.made + 200),
      received: received ? [{ lotId: `${shipment.id}-lot`, itemCode: 'KIT-01', sent: 100, received: 100 - (b % 3) }] : null,
    });
  }

  private lane({ a, b }: Step): Stated {
    const hubId = pick(missions, a);
    return state(dispatch.LaneChanged, 'lane', hubId, null, {
      hubId,
      from: 'open',
      to: pick(dispatch.laneStates, b),
      handedToHubId: null,
      reason: 'power cut',
    });
  }

  private mission({ a, b }: Step): Stated {
    const missionId = pick(missions, a);
    return state(MissionStatusChanged, 'mission', missionId, null, {
      missionId,
      from: 'open',
      to: b % 2 === 0 ? 'relocated' : 'open',
      reason: 'security-threat',
      asOf: '2023-02-06',
    });
  }

  private sitrep({ a, b }: Step): Stated | null {
    const incident = this.running(a);
    if (!incident) return null;
    if (incident.sitreps > 0 && b % 3 === 0) {
      const body = { sitrepId: this.newId(), incidentId: incident.id, number: incident.sitreps };
      if (b % 2 === 0) return state(SitrepWithdrawn, 'sitrep', body.sitrepId, incident.id, body);
      return state(SitrepSuperseded, 'sitrep', body.sitrepId, incident.id, { ...body, byNumber: body.number + 1 });
    }
    incident.sitreps += 1;
    return state(SitrepIssued, 'sitrep', this.newId(), incident.id, {
      sitrepId: this.newId(),
      incidentId: incident.id,
      number: incident.sitreps,
      asOf: instantAt(this.made),
    });
  }

  private ignored({ a, b }: Step): Stated {
    if (a % 2 === 0)
      return state(LotAdjusted, 'lot', 'lot-1', null, {
        lotId: 'lot-1',
        itemCode: 'KIT-01',
        missionId: pick(missions, b),
        change: -1,
        quantity: 9,
        reason: 'count',
      });
    return state(StaffStateChanged, 'staff', 'staff-1', null, {
      staffId: 'staff-1',
      staffNo: 'S-1',
      missionId: pick(missions, b),
      from: 'available',
      to: 'reserved',
      restUntil: null,
    });
  }

  private share({ a, b }: Step, standing: (() => BoardState) | null): Stated | null {
    if (standing === null) return null;
    const board = standing();
    const told = [pick(missions, b)];
    if (b % 3 === 0) {
      const report = this.some(Object.values(board.reports), a);
      if (!report) return null;
      const { id: reportId, ...facts } = report;
      return state(incidents.ReportShared, 'report', reportId, facts.incidentId, { ...facts, reportId, missions: told });
    }
    if (b % 3 === 1) {
      const request = this.some(Object.values(board.requests), a);
      if (!request) return null;
      const { id: requestId, ...facts } = request;
      return state(dispatch.RequestShared, 'request', requestId, facts.incidentId, { ...facts, requestId, missions: told });
    }
    const incident = this.some(Object.values(board.incidents), a);
    if (!incident) return null;
    const { id: incidentId, tasks, reportIds: _, lastSitrepNumber: __, lastEntryAt: ___, ...facts } = incident;
    const open = Object.values(tasks)
      .filter((task) => task.state === 'open')
      .map(({ state: ____, ...task }) => task);
    return state(incidents.IncidentShared, 'incident', incidentId, incidentId, { ...facts, incidentId, missions: told, tasks: open });
  }

  private running(n: number): KnownIncident | undefined {
    return this.some(this.incidents, n, (one) => one.state !== 'closed' && one.state !== 'reviewed');
  }

  /** One that fits, found by walking on from a place that chance chose; gives up after a few, so that long histories stay quick. */
  private some<Item>(from: readonly Item[], n: number, fits: (item: Item) => boolean = () => true): Item | undefined {
    for (let i = 0; i < Math.min(from.length, 12); i++) {
      const item = from[(n + i) % from.length];
      if (item !== undefined && fits(item)) return item;
    }
    return undefined;
  }

  private newId(): string {
    this.made += 1;
    return idOf(this.made);
  }
}

function state<Body>(definition: EntryDefinition<string, Body>, type: string, id: string, incidentId: string | null, body: Body): Stated {
  return definition.of({ subject: { type, id }, incidentId, audience: [], body });
}

const ofRequest = (request: KnownRequest) => ({ requestId: request.id, incidentId: request.incidentId });
const ofOffer = (offer: KnownOffer) => ({
  offerId: offer.id,
  ...ofRequest(offer.request),
  hubId: offer.hubId,
  requestingMissionId: offer.request.missionId,
});
const journey = (move: { from: string; request: KnownRequest }) => ({ fromMissionId: move.from, toMissionId: move.request.missionId });
