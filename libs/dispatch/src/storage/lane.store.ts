import { Injectable } from '@nestjs/common';
import { Database, type Tx, type Visibility, asHouse, sealsOf, unsealedTo } from '@bongsu/platform';
import { type Lane, type Lanes } from '../domain/lane';
import { LaneEntity } from './lane.entity';

/** How many offers of a hub wait for an answer, and how many of them are overdue. */
export interface WaitingOffers {
  readonly waiting: number;
  readonly overdue: number;
}

@Injectable()
export class LaneStore {
  constructor(private readonly database: Database) {}

  /** The lanes that somebody ever changed, as they stand. */
  async inTransaction(tx: Tx): Promise<Lanes> {
    return byHub(await tx.manager.find(LaneEntity));
  }

  async all(): Promise<Lanes> {
    return byHub(await this.database.source.manager.find(LaneEntity));
  }

  /** A hub's lane, locked until the transaction ends; an open one when nobody ever changed it. */
  async lock(tx: Tx, hubId: string): Promise<Lane> {
    await tx.query(`INSERT INTO dispatch_lane (hub_id, state, version) VALUES ($1, 'open', 1) ON CONFLICT DO NOTHING`, [hubId]);
    await tx.query('SELECT 1 AS one FROM dispatch_lane WHERE hub_id = $1 FOR UPDATE', [hubId]);
    const lane = await tx.manager.findOneBy(LaneEntity, { hubId });
    if (lane === null) throw new Error(`no lane of ${hubId}`);
    return lane;
  }

  /** Writes a locked lane and returns it with its new version. */
  async save(tx: Tx, lane: Lane): Promise<Lane> {
    const saved: Lane = { ...lane, version: lane.version + 1 };
    const { affected } = await tx.manager.update(LaneEntity, { hubId: lane.hubId, version: lane.version }, saved);
    if (affected !== 1) throw new Error(`the lane of ${lane.hubId} was not locked before it was saved`);
    return saved;
  }

  /**
   * Unanswered offers by hub, but for those of sealed incidents of whose list somebody is not. Counted by the house: how much waits in a lane is no
   * secret between missions, what waits there is.
   */
  async waitingOffers(now: string, eyes: Visibility): Promise<ReadonlyMap<string, WaitingOffers>> {
    const rows = await asHouse(() =>
      this.database.query<{ hub_id: string; waiting: number; overdue: number }>(
        `SELECT hub_id, count(*)::int AS waiting, (count(*) FILTER (WHERE ack_due_at < $1))::int AS overdue FROM dispatch_offer
          WHERE state IN ('queued', 'sent')
            AND ${unsealedTo('incident_id', '$2')}
          GROUP BY hub_id`,
        [now, sealsOf(eyes)],
      ),
    );
    return new Map(rows.map(({ hub_id: hubId, waiting, overdue }) => [hubId, { waiting, overdue }]));
  }
}

function byHub(lanes: readonly Lane[]): Lanes {
  return new Map(lanes.map((lane) => [lane.hubId, lane]));
}
