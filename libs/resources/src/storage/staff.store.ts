import { Injectable } from '@nestjs/common';
import { type Instant, newId } from '@bongsu/kernel';
import { Database, type Tx, asHouseWithin } from '@bongsu/platform';
import { In } from 'typeorm';
import { StaffStateChanged, type StaffMember, type StaffQuery, type StaffReservation, type StaffState } from '../contract';
import { restUntil } from '../domain/staff-life-cycle';
import { StaffEntity } from './staff.entity';

/** What a changed member of staff looked like before and after. */
interface ChangedRow {
  id: string;
  staff_no: string;
  mission_id: string;
  was: StaffState;
  state: StaffState;
  rest_until: Date | null;
}

/**
 * Staff and what is promised of them. Each change of state and the entry that tells of it are written by one method, so that neither
 * can be forgotten.
 */
@Injectable()
export class StaffStore {
  constructor(private readonly database: Database) {}

  /** Staff in the order of their numbers, after `after`, of some missions or all; one more than the limit when there are more. */
  page(query: StaffQuery, after: string, missions: '*' | readonly string[], now: Instant): Promise<StaffEntity[]> {
    const select = this.database.source.manager.createQueryBuilder(StaffEntity, 's').where('s.staffNo > :after', { after });
    if (missions !== '*') select.andWhere('s.missionId = ANY(:missions)', { missions: [...missions] });
    if (query.mission !== undefined) select.andWhere('s.missionId = :mission', { mission: query.mission });
    if (query.skill !== undefined) select.andWhere(':skill = ANY(s.skills)', { skill: query.skill });
    if (query.language !== undefined)
      select.andWhere('s.languages @> :language::jsonb', { language: JSON.stringify([{ code: query.language }]) });
    if (query.state !== undefined) {
      const standing = `CASE WHEN s.state = 'recovering' AND (s.restUntil IS NULL OR s.restUntil <= :now) THEN 'available' ELSE s.state END`;
      select.andWhere(`${standing} = :state`, { now, state: query.state });
    }
    return select
      .orderBy('s.staffNo')
      .limit(query.limit + 1)
      .getMany();
  }

  find(id: string): Promise<StaffEntity | null> {
    return this.database.source.manager.findOneBy(StaffEntity, { id });
  }

  /** One member of staff, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<StaffEntity | null> {
    await tx.query('SELECT 1 AS one FROM resources_staff WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOneBy(StaffEntity, { id });
  }

  /** With which accounts these sign in, by their ids; whoever has none is left out. */
  async accountsOf(tx: Tx, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (staffIds.length === 0) return new Map();
    // Where somebody takes up her task, those who receive her say so, and may not see the staff of the mission that sent her.
    const rows = await asHouseWithin(tx, () =>
      tx.query<{ id: string; account_id: string }>(
        'SELECT id, account_id FROM resources_staff WHERE id = ANY($1::uuid[]) AND account_id IS NOT NULL',
        [staffIds],
      ),
    );
    return new Map(rows.map(({ id, account_id: accountId }) => [id, accountId]));
  }

  /** Links a member of staff to her account, or to none. */
  async linkAccount(tx: Tx, staffId: string, accountId: string | null): Promise<boolean> {
    const rows = await tx.query('UPDATE resources_staff SET account_id = $2, version = version + 1 WHERE id = $1 RETURNING 1 AS one', [
      staffId,
      accountId,
    ]);
    return rows.length > 0;
  }

  /** Who holds the passport with this blind index. */
  holderOf(passportIndex: Buffer, tx?: Tx): Promise<StaffEntity | null> {
    return (tx?.manager ?? this.database.source.manager).findOneBy(StaffEntity, { passportIndex });
  }

  /** Writes what identifies a locked member of staff. */
  async identify(tx: Tx, row: StaffEntity, identity: Pick<StaffEntity, 'phone' | 'passportNo' | 'passportIndex'>): Promise<void> {
    await tx.manager.update(StaffEntity, { id: row.id, version: row.version }, { ...identity, version: row.version + 1 });
  }

  /** The staff of a mission, locked in the order of their ids: nobody else can promise them until this transaction ends. */
  async reservable(tx: Tx, missionId: string): Promise<StaffMember[]> {
    await tx.query('SELECT 1 AS one FROM resources_staff WHERE mission_id = $1 ORDER BY id FOR UPDATE', [missionId]);
    // Read by a statement of its own, after the locks were had: it sees what the one before us committed.
    return tx.manager.find(StaffEntity, { where: { missionId }, order: { id: 'ASC' } });
  }

  /** The staff of several missions as they stand, for planning; nothing is held back. */
  atMissions(tx: Tx, missionIds: readonly string[]): Promise<StaffMember[]> {
    return tx.manager.find(StaffEntity, { where: { missionId: In([...missionIds]) }, order: { id: 'ASC' } });
  }

  /**
   * Promises people to an offer. Answers the one who could not be had, or null when all are promised. Held by the state in the row
   * and by the unique index on held reservations.
   */
  async reserve(tx: Tx, reservations: readonly StaffReservation[]): Promise<StaffReservation | null> {
    if (reservations.length === 0) return null;
    const staffIds = reservations.map(({ staffId }) => staffId);
    const changed = await this.change(tx, staffIds, ['available', 'recovering'], 'reserved');
    const missed = reservations.find(({ staffId }) => !changed.has(staffId));
    if (missed !== undefined) return missed;
    const rows = reservations.map((each) => ({ id: newId(), offer_id: each.offerId, line_no: each.lineNo, staff_id: each.staffId }));
    await tx.query(
      `INSERT INTO resources_reservation (id, offer_id, line_no, kind, staff_id, quantity, state, held_at)
       SELECT id, offer_id, line_no, 'staff', staff_id, 1, 'held', $2 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, offer_id uuid, line_no int, staff_id uuid)`,
      [JSON.stringify(rows), tx.now],
    );
    return null;
  }

  /** Gives people back who have not left. */
  async release(tx: Tx, staffIds: readonly string[]): Promise<void> {
    await this.endHold(tx, staffIds);
    await this.change(tx, staffIds, ['reserved'], 'available');
  }

  /** They have left their mission. Their reservation stays held until they are home. */
  async depart(tx: Tx, staffIds: readonly string[]): Promise<void> {
    await this.change(tx, staffIds, ['reserved'], 'deployed');
  }

  /** They are home and rest: at least three days (domain §8, PROPOSED). */
  async comeHome(tx: Tx, staffIds: readonly string[], returnedAt: Instant): Promise<void> {
    await this.endHold(tx, staffIds);
    await this.change(tx, staffIds, ['deployed'], 'recovering', returnedAt);
  }

  private async endHold(tx: Tx, staffIds: readonly string[]): Promise<void> {
    await asHouseWithin(tx, () =>
      tx.query(`UPDATE resources_reservation SET state = 'released', ended_at = $2 WHERE staff_id = ANY($1::uuid[]) AND state = 'held'`, [
        staffIds,
        tx.now,
      ]),
    );
  }

  /** Moves those who stand in one of the states `from` (and have rested, if they were recovering), tells of each, and answers who was moved. */
  private async change(
    tx: Tx,
    staffIds: readonly string[],
    from: readonly StaffState[],
    to: StaffState,
    returnedAt: Instant | null = null,
  ): Promise<Set<string>> {
    // A mission that no longer asks gives back the staff of a hub, whom it may not see.
    const rows = await asHouseWithin(tx, () =>
      tx.query<ChangedRow>(
        `WITH standing AS (
         SELECT id, state AS was FROM resources_staff
          WHERE id = ANY($1::uuid[]) AND state = ANY($2::text[]) AND (state <> 'recovering' OR rest_until IS NULL OR rest_until <= $4) ORDER BY id FOR UPDATE)
       UPDATE resources_staff AS s
          SET state = $3, last_return_at = coalesce($5, last_return_at), rest_until = coalesce($6, rest_until), version = s.version + 1
         FROM standing WHERE s.id = standing.id RETURNING s.id, s.staff_no, s.mission_id, standing.was, s.state, s.rest_until`,
        [staffIds, from, to, tx.now, returnedAt, returnedAt === null ? null : restUntil(returnedAt)],
      ),
    );
    tx.append(...rows.map(stateChanged));
    return new Set(rows.map(({ id }) => id));
  }
}

function stateChanged(row: ChangedRow) {
  return StaffStateChanged.of({
    subject: { type: 'staff', id: row.id },
    audience: [row.mission_id],
    body: {
      staffId: row.id,
      staffNo: row.staff_no,
      missionId: row.mission_id,
      from: row.was,
      to: row.state,
      restUntil: row.rest_until?.toISOString() ?? null,
    },
  });
}
