import { Inject, Injectable } from '@nestjs/common';
import { type AccountId, type Clock, type Instant, newId } from '@bongsu/kernel';
import { type Actor, CLOCK, Database, Seals, type Tx, asHouseWithin } from '@bongsu/platform';
import { type Permission, type SealMember, type SealMemberReason, SealListChanged } from '../contract';
import { may } from '../domain/may';
import { EffectiveGrants } from './effective-grants';
import { KnownAccounts } from './known-accounts';

/** Somebody's place on a list, now. */
interface Place {
  readonly account_id: AccountId;
  readonly why: SealMemberReason;
  readonly since: Date;
  readonly until_at: Date | null;
}

const IN_FORCE = 'incident_id = $1 AND removed_at IS NULL AND (until_at IS NULL OR until_at > $2)';
const PLACES = `SELECT account_id, why, since, until_at FROM access_seal_name WHERE ${IN_FORCE} ORDER BY id`;

/**
 * Who sees a sealed incident. The list takes effect with the commit: on sessions, open lines and what is remembered of them, because every change is
 * an entry that begins with `access.`.
 */
@Injectable()
export class SealLists {
  constructor(
    private readonly database: Database,
    private readonly seals: Seals,
    private readonly accounts: KnownAccounts,
    private readonly grants: EffectiveGrants,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins the list of an incident with whoever seals it. The seal itself is set before, see Seals. */
  async begin(tx: Tx, { incidentId, code }: { incidentId: string; code: string }): Promise<void> {
    await tx.query(
      `INSERT INTO access_sealed_incident (incident_id, code, since) VALUES ($1, $2, $3)
       ON CONFLICT (incident_id) DO UPDATE SET since = excluded.since, ended_at = NULL`,
      [incidentId, code, tx.now],
    );
    await this.add(tx, incidentId, { accountId: tx.actor.id, why: 'sealer', until: null });
  }

  /** Puts somebody on the list; false when she is on it already for as long. */
  async add(tx: Tx, incidentId: string, place: { accountId: AccountId; why: SealMemberReason; until: Instant | null }): Promise<boolean> {
    const { accountId, why, until } = place;
    const held = await this.placesOf(tx, incidentId, accountId);
    if (held.some(({ until_at }) => until_at === null || until !== null)) return false;
    await tx.query(
      'INSERT INTO access_seal_name (id, incident_id, account_id, why, since, until_at, added_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [newId(), incidentId, accountId, why, tx.now, until, tx.actor.id],
    );
    tx.append(SealListChanged.of({ ...about(incidentId), body: { accountId, change: 'added', why, until } }));
    return true;
  }

  /** Takes somebody off the list, or only what she has for a time; false when she was not on it. */
  async remove(tx: Tx, incidentId: string, accountId: AccountId, only?: SealMemberReason): Promise<boolean> {
    const removed = await tx.query<{ why: SealMemberReason; until_at: Date | null }>(
      `UPDATE access_seal_name SET removed_at = $3, removed_by = $5
        WHERE incident_id = $1 AND account_id = $2 AND removed_at IS NULL AND ($4::text IS NULL OR why = $4::text) RETURNING why, until_at`,
      [incidentId, accountId, tx.now, only ?? null, tx.actor.id],
    );
    for (const { why, until_at } of removed) {
      const until = until_at?.toISOString() ?? null;
      tx.append(SealListChanged.of({ ...about(incidentId), body: { accountId, change: 'removed', why, until } }));
    }
    return removed.length > 0;
  }

  /** Ends the list: the seal is lifted. */
  async end(tx: Tx, incidentId: string): Promise<void> {
    for (const accountId of new Set((await this.places(tx, incidentId)).map(({ account_id }) => account_id)))
      await this.remove(tx, incidentId, accountId);
    await tx.query('UPDATE access_sealed_incident SET ended_at = $2 WHERE incident_id = $1 RETURNING 1 AS one', [incidentId, tx.now]);
  }

  /** Whether somebody is on the list in this transaction: for as long as nobody takes her off, for a time, or not at all. */
  async placeOf(tx: Tx, incidentId: string, accountId: AccountId): Promise<'lasting' | 'for-a-time' | null> {
    const held = await this.placesOf(tx, incidentId, accountId);
    if (held.some(({ until_at }) => until_at === null)) return 'lasting';
    return held.length > 0 ? 'for-a-time' : null;
  }

  /**
   * Whether this reader decides who is on the list, when she has the right: she is on it for as long as nobody takes her off, or for a time while
   * nobody lasting has the right.
   */
  async mayDecide(
    { id: incidentId, missionId }: { readonly id: string; readonly missionId: string | null },
    accountId: AccountId,
    permission: Permission,
  ): Promise<boolean> {
    const places = await this.database.query<Place>(PLACES, [incidentId, this.clock.now()]);
    const lasting = places.filter(({ until_at }) => until_at === null).map(({ account_id }) => account_id);
    if (lasting.includes(accountId)) return true;
    if (places.every(({ account_id }) => account_id !== accountId)) return false;
    const held = await Promise.all(lasting.map((id) => this.grants.holdingOf(id)));
    return !held.some((holding) => holding !== null && may(holding, permission, missionId));
  }

  /** Everybody who is on the list in this transaction, each once. */
  async membersWithin(tx: Tx, incidentId: string): Promise<AccountId[]> {
    return [...new Set((await this.places(tx, incidentId)).map(({ account_id }) => account_id))];
  }

  /** Whether, without this person, somebody lasting is left who has the right at that mission. Their accounts are held meanwhile. */
  async someoneElseMay(
    tx: Tx,
    incidentId: string,
    accountId: AccountId,
    permission: Permission,
    missionId: string | null,
  ): Promise<boolean> {
    const others = (await this.places(tx, incidentId)).filter((place) => place.until_at === null && place.account_id !== accountId);
    const held = await this.grants.within(
      tx,
      others.map(({ account_id }) => account_id),
    );
    return [...held.values()].some((grants) => may({ grants }, permission, missionId));
  }

  /** The list, for somebody on it; that she was shown the names goes on record, in words that tell nobody of a seal. */
  async list(incidentId: string, actor: Actor): Promise<SealMember[]> {
    const places = await this.database.query<Place>(PLACES, [incidentId, this.clock.now()]);
    const people = await this.accounts.people(
      places.map(({ account_id }) => account_id),
      actor,
      'incidents.read-incident',
    );
    return places.map(({ account_id: accountId, why, since, until_at }) => ({
      accountId,
      displayName: people.get(accountId)?.displayName ?? '',
      role: people.get(accountId)?.role ?? null,
      since: since.toISOString(),
      until: until_at?.toISOString() ?? null,
      why,
    }));
  }

  /** The sealed incident of this code; null when none is sealed under it. Looks beyond the asker's eyes: breaking the glass needs no more than the code. */
  async byCode(tx: Tx, code: string): Promise<string | null> {
    const [row] = await asHouseWithin(tx, () =>
      tx.query<{ incident_id: string }>('SELECT incident_id FROM access_sealed_incident WHERE code = $1 AND ended_at IS NULL FOR SHARE', [
        code,
      ]),
    );
    return row?.incident_id ?? null;
  }

  /** The codes of incidents that are sealed or were, as far as the reader sees them. */
  async codesOf(incidentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (incidentIds.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; code: string }>(
      'SELECT incident_id::text AS id, code FROM access_sealed_incident WHERE incident_id::text = ANY($1::text[])',
      [[...incidentIds]],
    );
    return new Map(rows.map(({ id, code }) => [id, code]));
  }

  /** From here on the transaction sees what its own actor was just put on the list of. */
  see(tx: Tx, incidentId: string): Promise<void> {
    return this.seals.see(tx, incidentId);
  }

  private places(tx: Tx, incidentId: string): Promise<Place[]> {
    return tx.query<Place>(PLACES, [incidentId, tx.now]);
  }

  private async placesOf(tx: Tx, incidentId: string, accountId: AccountId): Promise<Place[]> {
    return (await this.places(tx, incidentId)).filter((place) => place.account_id === accountId);
  }
}

const about = (incidentId: string) => ({ subject: { type: 'incident', id: incidentId }, incidentId, audience: [] });
