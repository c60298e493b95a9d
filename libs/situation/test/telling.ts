import type { Entry, EntryDefinition } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { StaffStateChanged } from '@bongsu/resources/contract';
import { idOf, instantAt } from './chance';

type BodyOf<Definition> = Definition extends EntryDefinition<string, infer Body> ? Body : never;
type About<Definition> = Partial<BodyOf<Definition>>;

/** The decision on a level, as entries refer to it, and what was its basis. */
export const SITUATION_MEETING = 'd-situation-meeting';
export const alertBasis = (decisionId: string): string | null => (decisionId === SITUATION_MEETING ? 'Situation meeting' : null);

/** Tells a story entry by entry, one minute each, from the first report of 6 February 2023 on; for tests that need certain entries and no others. */
export class Telling {
  private minute = 0;

  constructor(
    private readonly missionId = 'KR-EMB-TR',
    private readonly hubId = 'KR-EMB-DE',
    private made = 0,
  ) {}

  incident(about: About<typeof incidents.IncidentOpened> = {}): Entry {
    const id = this.newId();
    return this.tell(incidents.IncidentOpened, 'incident', id, id, {
      incidentId: id,
      code: `TUR-2023-${String(this.made).padStart(4, '0')}`,
      title: 'Earthquake near Gaziantep',
      category: 'earthquake',
      urgency: 'U1',
      missionId: this.missionId,
      countryIso2: 'TR',
      lat: 37.17,
      lng: 37.03,
      zone: 'Europe/Istanbul',
      occurredAt: '2023-02-06T01:17:34.342Z',
      ackDueAt: null,
      ...about,
    });
  }

  report(about: About<typeof incidents.ReportFiled> = {}): Entry {
    const id = this.newId();
    return this.tell(incidents.ReportFiled, 'report', id, about.incidentId ?? null, {
      reportId: id,
      code: `R-${this.made}`,
      category: 'earthquake',
      urgency: 'U1',
      evidenceGrade: 'B',
      channel: 'phone',
      missionId: this.missionId,
      countryIso2: 'TR',
      basis: 'resident',
      estimate: false,
      lat: 37.1,
      lng: 37,
      occurredAt: null,
      reportedAt: null,
      nationals: null,
      correctsReportId: null,
      incidentId: null,
      feed: null,
      ...about,
    });
  }

  linked(reportId: string, incidentId: string): Entry {
    return this.tell(incidents.ReportLinked, 'report', reportId, incidentId, { reportId, incidentId });
  }

  unlinked(reportId: string, incidentId: string): Entry {
    return this.tell(incidents.ReportUnlinked, 'report', reportId, incidentId, { reportId, incidentId, decisionId: null });
  }

  proposed(reportId: string, incidentId: string): Entry {
    const proposalId = this.newId();
    return this.tell(incidents.DuplicateProposed, 'proposal', proposalId, incidentId, {
      proposalId,
      reportId,
      incidentId,
      distanceKm: 12,
      minutesApart: 4,
      sameCategory: true,
    });
  }

  moved(incidentId: string, to: incidents.IncidentState): Entry {
    const acts = {
      signal: 'reopen',
      assessing: 'assess',
      active: 'activate',
      stabilising: 'stabilise',
      closed: 'close',
      reviewed: 'review',
    } as const;
    return this.tell(incidents.IncidentMoved, 'incident', incidentId, incidentId, {
      incidentId,
      act: acts[to],
      from: 'signal',
      to,
      decisionId: null,
    });
  }

  acknowledged(incidentId: string): Entry {
    return this.tell(incidents.IncidentAcknowledged, 'incident', incidentId, incidentId, { incidentId, missionId: this.missionId });
  }

  level(incidentId: string, from: incidents.AlertLevel, to: incidents.AlertLevel, reviewAt: string | null = null): Entry {
    return this.tell(incidents.AlertLevelDecided, 'incident', incidentId, incidentId, {
      incidentId,
      from,
      to,
      decisionId: SITUATION_MEETING,
      reviewAt,
    });
  }

  task(incidentId: string, title: string, dueAt: string | null): Entry & { taskId: string } {
    const taskId = this.newId();
    return {
      ...this.tell(incidents.TaskAdded, 'incident', incidentId, incidentId, {
        incidentId,
        taskId,
        title,
        ownerMissionId: this.missionId,
        dueAt,
      }),
      taskId,
    };
  }

  taskDone(incidentId: string, taskId: string): Entry {
    return this.tell(incidents.TaskCompleted, 'incident', incidentId, incidentId, { incidentId, taskId });
  }

  submitted(incidentId: string, about: About<typeof dispatch.RequestSubmitted> = {}): Entry {
    const requestId = this.newId();
    return this.tell(dispatch.RequestSubmitted, 'request', requestId, incidentId, {
      requestId,
      incidentId,
      code: `SR-${this.made}`,
      missionId: this.missionId,
      priority: 'P1',
      neededBy: instantAt(2_000),
      decisionDueAt: instantAt(this.minute + 30),
      lines: [
        {
          lineNo: 1,
          line: { kind: 'staff', skill: 'consular', languages: ['tr'], needsVisa: false, count: 4, minimum: 2, durationDays: 14 },
        },
        { lineNo: 2, line: { kind: 'supply', itemCode: 'SHELTER-KIT', count: 200, minimum: 50 } },
      ],
      ...about,
    });
  }

  planned(requestId: string, incidentId: string, shortfalls: dispatch.Shortfall[] = []): Entry {
    const choices: dispatch.PlanChoice[] = [
      {
        lineNo: 1,
        hubId: this.hubId,
        count: 4,
        reason: { code: 'nearest-capable-hub', travelHours: 5.5, rank: 1, hubsConsidered: 16, arrivesBy: instantAt(600) },
      },
    ];
    return this.tell(dispatch.PlanMade, 'request', requestId, incidentId, { requestId, incidentId, choices, shortfalls });
  }

  requestMoved(
    requestId: string,
    incidentId: string,
    to: dispatch.RequestState,
    lines: { lineNo: number; committed: number; arrived: number }[],
  ): Entry {
    return this.tell(dispatch.RequestMoved, 'request', requestId, incidentId, {
      requestId,
      incidentId,
      from: 'submitted',
      to,
      lines,
      reason: null,
    });
  }

  queued(requestId: string, incidentId: string): Entry {
    const offerId = this.newId();
    return this.tell(dispatch.OfferQueued, 'offer', offerId, incidentId, {
      ...this.ofOffer(offerId, requestId, incidentId),
      tier: 'hub',
      lines: [
        { lineNo: 1, count: 4 },
        { lineNo: 2, count: 100 },
      ],
      escalatedFromOfferId: null,
    });
  }

  sent(offerId: string, requestId = 'unseen', incidentId = idOf(1)): Entry {
    return this.tell(dispatch.OfferSent, 'offer', offerId, incidentId, {
      ...this.ofOffer(offerId, requestId, incidentId),
      ackDueAt: instantAt(this.minute + 30),
    });
  }

  accepted(offerId: string, requestId: string, incidentId: string): Entry {
    return this.tell(dispatch.OfferAccepted, 'offer', offerId, incidentId, {
      ...this.ofOffer(offerId, requestId, incidentId),
      accepted: [{ lineNo: 1, count: 4 }],
    });
  }

  deployed(requestId: string, incidentId: string, expectedAt: string | null = null): Entry {
    const deploymentId = this.newId();
    return this.tell(dispatch.DeploymentOrdered, 'deployment', deploymentId, incidentId, {
      deploymentId,
      offerId: this.newId(),
      requestId,
      incidentId,
      lineNo: 1,
      staffId: this.newId(),
      staffNo: `S-${this.made}`,
      fromMissionId: this.hubId,
      toMissionId: this.missionId,
      expectedAt,
    });
  }

  travelled(
    deploymentId: string,
    requestId: string,
    incidentId: string,
    act: dispatch.DeploymentAct,
    to: dispatch.DeploymentState,
    expectedAt: string | null = null,
  ): Entry {
    return this.tell(dispatch.DeploymentMoved, 'deployment', deploymentId, incidentId, {
      deploymentId,
      requestId,
      incidentId,
      staffNo: 'S-1',
      act,
      from: 'ordered',
      to,
      fromMissionId: this.hubId,
      toMissionId: this.missionId,
      occurredAt: instantAt(this.minute),
      expectedAt,
    });
  }

  shipped(requestId: string, incidentId: string, expectedAt: string | null = null): Entry {
    const shipmentId = this.newId();
    return this.tell(dispatch.ShipmentOrdered, 'shipment', shipmentId, incidentId, {
      shipmentId,
      offerId: this.newId(),
      requestId,
      incidentId,
      items: [{ lineNo: 2, lotId: `lot-of-${shipmentId}`, itemCode: 'SHELTER-KIT', sent: 100 }],
      fromMissionId: this.hubId,
      toMissionId: this.missionId,
      expectedAt,
    });
  }

  carried(
    shipmentId: string,
    requestId: string,
    incidentId: string,
    act: dispatch.ShipmentAct,
    to: dispatch.ShipmentState,
    received: number | null = null,
  ): Entry {
    return this.tell(dispatch.ShipmentMoved, 'shipment', shipmentId, incidentId, {
      shipmentId,
      requestId,
      incidentId,
      act,
      from: 'picking',
      to,
      fromMissionId: this.hubId,
      toMissionId: this.missionId,
      occurredAt: instantAt(this.minute),
      expectedAt: instantAt(900),
      received: received === null ? null : [{ lotId: `lot-of-${shipmentId}`, itemCode: 'SHELTER-KIT', sent: 100, received }],
    });
  }

  staffMoved(): Entry {
    return this.tell(StaffStateChanged, 'staff', 'staff-1', null, {
      staffId: 'staff-1',
      staffNo: 'S-1',
      missionId: this.hubId,
      from: 'available',
      to: 'reserved',
      restUntil: null,
    });
  }

  private ofOffer(offerId: string, requestId: string, incidentId: string) {
    return { offerId, requestId, incidentId, hubId: this.hubId, requestingMissionId: this.missionId };
  }

  /** Any entry at all, at the next minute. */
  stated<Body>(definition: EntryDefinition<string, Body>, type: string, id: string, incidentId: string | null, body: Body): Entry {
    return this.tell(definition, type, id, incidentId, body);
  }

  private tell<Body>(definition: EntryDefinition<string, Body>, type: string, id: string, incidentId: string | null, body: Body): Entry {
    this.minute += 1;
    return {
      ...definition.of({ subject: { type, id }, incidentId, audience: ['*'], body }),
      id: this.newId(),
      at: instantAt(this.minute),
      actor: { kind: 'person', id: idOf(9) },
      correlationId: 'story',
    };
  }

  private newId(): string {
    this.made += 1;
    return idOf(this.made);
  }
}
