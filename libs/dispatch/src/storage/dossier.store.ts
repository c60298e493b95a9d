import { Injectable } from '@nestjs/common';
import { Database, type Tx, isSealedNow, sealedAudience, unsealedAudience } from '@bongsu/platform';
import type { EntityManager } from 'typeorm';
import type { Dossier } from '../domain/dossier';
import { isSettled } from '../domain/support-request';
import { DeploymentEntity } from './deployment.entity';
import { ShipmentEntity } from './shipment.entity';
import { OfferEntity } from './offer.entity';
import { RequestEntity } from './request.entity';
import { TypedTexts } from './typed-texts';

/** By what a dossier may be found: the request's own id, or the id of something that belongs to it. */
export type DossierKey =
  { readonly requestId: string } | { readonly offerId: string } | { readonly deploymentId: string } | { readonly shipmentId: string };

const SEALED = `SELECT ${isSealedNow('dispatch_request.incident_id')} AS sealed FROM dispatch_request WHERE id = $1`;
const FOLLOW_SEAL = `
  UPDATE dispatch_request AS request SET audience = seen.audience
    FROM (SELECT id, CASE WHEN sealed THEN ARRAY['seal:' || incident_id] ELSE '{}' END || ARRAY(
                   SELECT one FROM unnest(audience) WITH ORDINALITY AS told (one, at) WHERE one NOT LIKE 'seal:%' ORDER BY at) AS audience
            FROM (SELECT id, incident_id, audience, ${isSealedNow('dispatch_request.incident_id')} AS sealed
                    FROM dispatch_request WHERE incident_id = $1 ORDER BY id FOR UPDATE) AS standing) AS seen
   WHERE request.id = seen.id AND request.audience <> seen.audience`;

/** Which offers of a hub: those that everybody concerned knows, or those of sealed incidents, which the house alone handles. */
export type OffersOf = 'open-incidents' | 'sealed-incidents';

/**
 * Everything about a support request is read and saved together. The audience of what is read says whether the incident is sealed at this moment,
 * whatever the row says: the rows follow a little later.
 */
@Injectable()
export class DossierStore {
  constructor(
    private readonly database: Database,
    private readonly texts: TypedTexts,
  ) {}

  /** The next number of an incident's requests; whoever asks for another waits for this transaction. */
  async nextNumber(tx: Tx, incidentId: string): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      'INSERT INTO dispatch_request_counter (incident_id, last) VALUES ($1, 1) ON CONFLICT (incident_id) DO UPDATE SET last = dispatch_request_counter.last + 1 RETURNING last',
      [incidentId],
    );
    if (row === undefined) throw new Error('the counter gave no number');
    return row.last;
  }

  /** The dossier, locked until the transaction ends by the lock of its request; null when there is none. */
  async lock(tx: Tx, key: DossierKey): Promise<Dossier | null> {
    const requestId = await requestIdOf(tx, key);
    if (requestId === null) return null;
    const locked = await tx.query('SELECT 1 AS one FROM dispatch_request WHERE id = $1 FOR UPDATE', [requestId]);
    // Read by statements of their own, after the lock was had: they see what the one before us committed.
    return locked.length > 0 ? read(tx.manager, requestId) : null;
  }

  /** The dossier as it stood at one moment, for whoever only looks: its parts are read from one snapshot, never half before and half after a step. */
  find(requestId: string): Promise<Dossier | null> {
    return this.database.source.transaction('REPEATABLE READ', (manager) => read(manager, requestId));
  }

  /** Writes what a step changed of a locked dossier, or a new one, and returns it with its new versions and with its texts encrypted. */
  async save(tx: Tx, before: Dossier | null, decided: Dossier): Promise<Dossier> {
    const after = await this.texts.sealed(tx, withEnd(tx, before, decided), before === null);
    const request = await saveRequest(tx, before, after);
    const offers = await saveAll(tx, OfferEntity, before?.offers ?? [], after.offers);
    const deployments = await saveAll(tx, DeploymentEntity, before?.deployments ?? [], after.deployments);
    const shipments = await saveAll(tx, ShipmentEntity, before?.shipments ?? [], after.shipments);
    return { request, offers, deployments, shipments };
  }

  /** Every request for an incident, in the order of their ids. */
  async requestsOf(tx: Tx, incidentId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM dispatch_request WHERE incident_id = $1 ORDER BY id', [incidentId]);
    return rows.map(({ id }) => id);
  }

  /** Whether the incident is sealed now. */
  async isSealed(tx: Tx, incidentId: string): Promise<boolean> {
    const [row] = await tx.query<{ sealed: boolean }>(`SELECT ${isSealedNow('$1')} AS sealed`, [incidentId]);
    return row?.sealed === true;
  }

  /** Has the rows of an incident's requests say what the seal says now. */
  async followSeal(tx: Tx, incidentId: string): Promise<void> {
    await tx.query(FOLLOW_SEAL, [incidentId]);
  }

  /** Requests with an unanswered offer to a hub, in the order of their ids. */
  async requestsWaitingFor(tx: Tx, hubId: string, which: OffersOf): Promise<string[]> {
    const rows = await tx.query<{ request_id: string }>(
      `SELECT DISTINCT request_id FROM dispatch_offer WHERE hub_id = $1 AND state IN ('queued', 'sent')
          AND $2 = ${isSealedNow('dispatch_offer.incident_id')} ORDER BY request_id`,
      [hubId, which === 'sealed-incidents'],
    );
    return rows.map((row) => row.request_id);
  }

  /** Ids of the offers that wait in a hub's lane, the longest waiting first. */
  async offersQueuedAt(hubId: string, which: OffersOf): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM dispatch_offer WHERE hub_id = $1 AND state = 'queued'
          AND $2 = ${isSealedNow('dispatch_offer.incident_id')} ORDER BY queued_at, id`,
      [hubId, which === 'sealed-incidents'],
    );
    return rows.map(({ id }) => id);
  }
}

async function requestIdOf(tx: Tx, key: DossierKey): Promise<string | null> {
  if ('requestId' in key) return key.requestId;
  const [table, id] =
    'offerId' in key
      ? ['dispatch_offer', key.offerId]
      : 'deploymentId' in key
        ? ['dispatch_deployment', key.deploymentId]
        : ['dispatch_shipment', key.shipmentId];
  const [row] = await tx.query<{ request_id: string }>(`SELECT request_id FROM ${table} WHERE id = $1`, [id]);
  return row?.request_id ?? null;
}

async function read(manager: EntityManager, requestId: string): Promise<Dossier | null> {
  const of = { where: { requestId }, order: { id: 'ASC' } } as const;
  const [request, sealed, offers, deployments, shipments] = await Promise.all([
    manager.findOneBy(RequestEntity, { id: requestId }),
    manager.query<{ sealed: boolean }[]>(SEALED, [requestId]),
    manager.find(OfferEntity, of),
    manager.find(DeploymentEntity, of),
    manager.find(ShipmentEntity, of),
  ]);
  if (request === null) return null;
  const { incidentId, audience } = request;
  const seen = sealed[0]?.sealed === true ? sealedAudience(incidentId, audience) : unsealedAudience(audience);
  return { request: Object.assign(request, { audience: seen }), offers, deployments, shipments };
}

/** Says since when a request has asked for nothing. */
function withEnd({ now }: Tx, before: Dossier | null, decided: Dossier): Dossier {
  const { request } = decided;
  if (!isSettled(request.state) || request.state === before?.request.state) return decided;
  return { ...decided, request: { ...request, endedAt: now } };
}

async function saveRequest(tx: Tx, before: Dossier | null, { request }: Dossier): Promise<Dossier['request']> {
  const [saved] = await saveAll(tx, RequestEntity, before === null ? [] : [before.request], [request]);
  return saved ?? request;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Inserts what is new and updates what a step replaced; what is the same object has not changed. */
async function saveAll<Thing extends Versioned>(
  tx: Tx,
  entity: new () => Thing,
  before: readonly Thing[],
  after: readonly Thing[],
): Promise<Thing[]> {
  const known = new Map(before.map((thing) => [thing.id, thing]));
  const saved: Thing[] = [];
  for (const thing of after) {
    const earlier = known.get(thing.id);
    if (earlier === thing) saved.push(thing);
    else saved.push(earlier === undefined ? await insert(tx, entity, thing) : await update(tx, entity, thing, earlier.version));
  }
  return saved;
}

async function insert<Thing extends Versioned>(tx: Tx, entity: new () => Thing, thing: Thing): Promise<Thing> {
  const first = { ...thing, version: 1 };
  await tx.manager.insert<Versioned>(entity, first);
  return first;
}

async function update<Thing extends Versioned>(tx: Tx, entity: new () => Thing, thing: Thing, version: number): Promise<Thing> {
  const next = { ...thing, version: version + 1 };
  const { affected } = await tx.manager.update<Versioned>(entity, { id: thing.id, version }, next);
  if (affected !== 1) throw new Error(`${entity.name} ${thing.id} was not locked before it was saved`);
  return next;
}
