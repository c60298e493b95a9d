import type { EntryDefinition, NewEntry } from '@bongsu/kernel';
import type * as dispatch from '@bongsu/dispatch/contract';
import type * as incidents from '@bongsu/incidents/contract';
import { idOf } from '../chance';

export type Stated = Omit<NewEntry, 'audience'>;
export interface KnownIncident {
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
export interface KnownReport {
  id: string;
  incidentId: string | null;
}
export interface KnownRequest {
  id: string;
  incidentId: string;
  missionId: string;
  state: dispatch.RequestState;
  committed: number;
}
export interface KnownOffer {
  id: string;
  request: KnownRequest;
  hubId: string;
  state: dispatch.OfferState;
}
export interface KnownMove<State> {
  id: string;
  request: KnownRequest;
  from: string;
  state: State;
}

/** What happened so far, as far as it decides what may happen next. */
export class KnownWorld {
  made = 0;
  readonly incidents: KnownIncident[] = [];
  readonly reports: KnownReport[] = [];
  readonly proposals: { id: string; reportId: string; incidentId: string }[] = [];
  readonly requests: KnownRequest[] = [];
  readonly offers: KnownOffer[] = [];
  readonly deployments: KnownMove<dispatch.DeploymentState>[] = [];
  readonly shipments: KnownMove<dispatch.ShipmentState>[] = [];

  running(n: number): KnownIncident | undefined {
    return this.some(this.incidents, n, (one) => one.state !== 'closed' && one.state !== 'reviewed');
  }

  /** One that fits, found by walking on from a place that chance chose; gives up after a few, so that long histories stay quick. */
  some<Item>(from: readonly Item[], n: number, fits: (item: Item) => boolean = () => true): Item | undefined {
    for (let i = 0; i < Math.min(from.length, 12); i++) {
      const item = from[(n + i) % from.length];
      if (item !== undefined && fits(item)) return item;
    }
    return undefined;
  }

  newId(): string {
    this.made += 1;
    return idOf(this.made);
  }
}

export function state<Body>(
  definition: EntryDefinition<string, Body>,
  type: string,
  id: string,
  incidentId: string | null,
  body: Body,
): Stated {
  return definition.of({ subject: { type, id }, incidentId, audience: [], body });
}

export const ofRequest = (request: KnownRequest) => ({ requestId: request.id, incidentId: request.incidentId });
export const ofOffer = (offer: KnownOffer) => ({
  offerId: offer.id,
  ...ofRequest(offer.request),
  hubId: offer.hubId,
  requestingMissionId: offer.request.missionId,
});
export const journey = (move: { from: string; request: KnownRequest }) => ({
  fromMissionId: move.from,
  toMissionId: move.request.missionId,
});
