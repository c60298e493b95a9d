import { addMs, hours, systemClock } from '@bongsu/kernel';
import { last, until } from '../wait';
import type { World } from '../world/world';

export type OfferPriority = 'P1' | 'P2' | 'P3';

interface OfferRow {
  [column: string]: unknown;
  id: string;
  state: string;
  /** From the lane's door to the hub, in milliseconds; null while it waits. */
  waited_ms: number | null;
  sent_at: Date | null;
}

/** Of a thing that hubs have, more than they all have: every hub that has some is asked. */
const FAR_TOO_MANY = 900_000;

/**
 * Support requests for more than the house has. Each is planned by one job and asked of every hub that has some, each hub through its own lane; and
 * because it stays uncovered, headquarters may ask any hub again as often as it likes: one more offer in that hub's lane each time.
 */
export class ManyOffers {
  private constructor(
    private readonly world: World,
    private readonly incidentId: string,
    private readonly item: string,
    /** Where the item lies most. */
    readonly hubId: string,
  ) {}

  static async begin(world: World): Promise<ManyOffers> {
    const incident = await world
      .client('hq-watch-1')
      .must<{ id: string }>(
        '/incidents',
        { title: 'Many offers', category: 'flood', urgency: 'U3', missionId: 'KR-EMB-TR', countryIso2: 'TR' },
        { key: `faults-offers:${Math.random()}` },
      );
    const [stock] = await world.sql<{ item: string; hub: string }>(
      `SELECT item_code AS item, (array_agg(mission_id ORDER BY quantity DESC))[1] AS hub FROM resources_lot
        WHERE quantity > reserved AND condition = 'good' AND mission_id <> 'KR-EMB-TR'
        GROUP BY 1 ORDER BY count(DISTINCT mission_id) DESC, 1 LIMIT 1`,
    );
    if (stock === undefined) throw new Error('nobody has anything');
    return new ManyOffers(world, incident.id, stock.item, stock.hub);
  }

  /** Answers the id of the request; plan and offers follow. */
  async submit(priority: OfferPriority = 'P2'): Promise<string> {
    const line = { kind: 'supply', itemCode: this.item, count: FAR_TOO_MANY };
    const neededBy = addMs(systemClock.now(), hours(240));
    const about = { incidentId: this.incidentId, missionId: 'KR-EMB-TR', priority, neededBy, justification: 'Tried', lines: [line] };
    const { id } = await this.world
      .client('ankara-duty')
      .must<{ id: string }>('/support-requests', about, { key: `faults-request:${Math.random()}` });
    return id;
  }

  /** One request after the other, `perSecond` of them. */
  async submitMany(count: number, perSecond: number): Promise<string[]> {
    const ids: string[] = [];
    const beganMs = performance.now();
    for (let n = 0; n < count; n++) {
      const waitMs = beganMs + (n * 1_000) / perSecond - performance.now();
      if (waitMs > 0) await last(waitMs);
      ids.push(await this.submit());
    }
    return ids;
  }

  /** Headquarters asks one hub for one more; works with every worker and queue away. Answers the offer's id. */
  async direct(requestId: string, hubId = this.hubId): Promise<string> {
    const { offers } = await this.world
      .client('hq-watch-1')
      .must<{ offers: { id: string }[] }>(
        `/support-requests/${requestId}/direct`,
        { hubId, lines: [{ lineNo: 1, count: 1 }] },
        { key: `faults-direct:${Math.random()}` },
      );
    const newest = offers.map(({ id }) => id).sort();
    return newest.at(-1) ?? '';
  }

  /** Every request is planned and none of its offers waits in a lane any more. Answers the offers. */
  async allSent(requestIds: readonly string[], withinMs: number): Promise<OfferRow[]> {
    await until('every request is planned and every offer is with its hub', withinMs, async () => {
      const open = await this.world.count(
        `SELECT (SELECT count(*) FROM dispatch_request WHERE id = ANY($1::uuid[]) AND state = 'submitted')
              + (SELECT count(*) FROM dispatch_offer WHERE request_id = ANY($1::uuid[]) AND state = 'queued') AS n`,
        [requestIds],
      );
      return open === 0;
    });
    return this.world.sql<OfferRow>(`${OFFERS} WHERE request_id = ANY($1::uuid[])`, [requestIds]);
  }

  /** These offers as they stand. */
  offers(ids: readonly string[]): Promise<OfferRow[]> {
    return this.world.sql<OfferRow>(`${OFFERS} WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** Of these requests: offers that were handed to a hub more than once. */
  sentTwice(requestIds: readonly string[]): Promise<number> {
    return this.world.count(
      `SELECT count(*) AS n FROM (SELECT FROM journal_entry WHERE kind = 'dispatch.offer-sent' AND body->>'requestId' = ANY($1::text[])
        GROUP BY body->>'offerId' HAVING count(*) > 1) AS twice`,
      [requestIds],
    );
  }
}

const OFFERS = `
  SELECT id::text, state, sent_at, (1000 * extract(epoch FROM sent_at - queued_at))::float8 AS waited_ms FROM dispatch_offer`;
