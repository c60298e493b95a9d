import { Inject, Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { SETTINGS, type Settings, type Tx } from '@bongsu/platform';
import { sendOffer } from '../domain/answer-offer';
import { ackDueAt, isUrgent } from '../domain/deadlines';
import type { Decided, Dossier } from '../domain/dossier';
import type { Lanes } from '../domain/lane';
import type { Offer } from '../domain/offer';
import { type PassOnFacts, escalateUndecided, readdressOffer, waitedTooLong } from '../domain/pass-on-offer';
import { LaneStore } from '../storage/lane.store';
import { deadlinesOf } from './deadlines-of';
import { HubNetwork } from './hub-network';

/** Takes an offer from a lane to its hub, as the lane's row says at this moment. */
@Injectable()
export class LaneDelivery {
  constructor(
    private readonly lanes: LaneStore,
    private readonly network: HubNetwork,
    private readonly incidents: IncidentDirectory,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'deadlines'>,
  ) {}

  /**
   * Sent when the lane is open, left waiting when it is paused (null), asked of the other hub when it is handed over. What should have been decided
   * while it waited moves on, whichever clock is heard first.
   */
  async deliver(tx: Tx, dossier: Dossier, offer: Offer): Promise<Decided | null> {
    const lanes = await this.lanes.inTransaction(tx);
    const lane = lanes.get(offer.hubId);
    if (lane?.state === 'paused') return null;
    if (lane?.state === 'handed-over' && lane.handedToHubId !== null)
      return readdressOffer(dossier, offer, this.passOnFacts(dossier, tx.now, lanes, [lane.handedToHubId]));
    if (waitedTooLong(dossier, offer, tx.now)) return this.escalateWaiting(tx, dossier);
    const incident = await this.incidents.inTransaction(tx, offer.incidentId);
    const urgent = isUrgent(dossier.request.priority, incident?.alertLevel ?? 'none');
    return sendOffer(dossier, offer, tx.now, ackDueAt(tx.now, urgent, deadlinesOf(this.settings)));
  }

  /** The time to decide is over: everything of the request that still waits in a lane moves on, together. */
  async escalateWaiting(tx: Tx, dossier: Dossier): Promise<Decided> {
    const waiting = dossier.offers.filter(({ state }) => state === 'queued');
    const facts = await Promise.all(waiting.map(async (each) => [each.id, await this.escalationFacts(tx, dossier, each)] as const));
    return escalateUndecided(dossier, new Map(facts));
  }

  /** What passing an offer on needs to know, with the network's alternates. */
  async escalationFacts(tx: Tx, dossier: Dossier, offer: Offer): Promise<PassOnFacts> {
    const alternates = this.network.alternatesOf(dossier.request.missionId, offer.hubId);
    return this.passOnFacts(dossier, tx.now, await this.lanes.inTransaction(tx), alternates);
  }

  passOnFacts({ request }: Dossier, now: Instant, lanes: Lanes, alternates: readonly string[]): PassOnFacts {
    return { now, alternates, lanes, travelHours: (hubId) => this.network.travelHours(hubId, request.missionId), newId };
  }
}

/** Nothing was to be done: the job that asked is kept all the same. */
export const nothingToDo: Result<null, Refusal> = ok(null);
