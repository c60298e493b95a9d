import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { BreakGlass, SealCandidates, SealLists, SessionCache } from '@bongsu/access';
import { type Actor, Seals, type Tx, asHouseWithin } from '@bongsu/platform';
import { permissionToDecide } from '../contract';
import type { Incident } from '../domain/incident';

/** The list of a sealed incident as this context puts people on it and takes them off, and what was seen of it. */
@Injectable()
export class Sealing {
  constructor(
    private readonly seals: Seals,
    private readonly lists: SealLists,
    private readonly candidates: SealCandidates,
    private readonly glass: BreakGlass,
    private readonly cache: SessionCache,
  ) {}

  /** Whether all of them may be named; refused with the first that may not. `field` leads to the names. */
  async checkNames(tx: Tx, names: readonly AccountId[], field: string): Promise<Result<null>> {
    if (names.length === 0) return ok(null);
    const nameable = await this.candidates.among(tx, names);
    const at = names.findIndex((name) => !nameable.has(name));
    return at < 0 ? ok(null) : notNameable(names.length === 1 && !field.endsWith('names') ? field : `${field}.${at}`);
  }

  /** Before anything of the incident is written: nobody but its list sees it, nor these reports of it, from here on. */
  async begin(
    tx: Tx,
    incidentId: string,
    reports: readonly { readonly id: string; readonly audience: readonly string[] }[],
  ): Promise<void> {
    const ids = reports.map(({ id }) => id);
    if (ids.length === 0) await this.seals.begin(tx, incidentId);
    else await this.withdraw(tx, incidentId, { reportIds: ids });
  }

  /** What others have seen, of these reports and perhaps of the incident itself: their boards begin anew without it. */
  async withdraw(tx: Tx, incidentId: string, what: { reportIds: readonly string[]; incident?: 'too' }): Promise<void> {
    const { reportIds, incident } = what;
    const seen = await this.seenBy(tx, incident === 'too' ? [incidentId, ...reportIds] : reportIds);
    await this.seals.withdraw(tx, incidentId, reportIds, seen);
  }

  /** A report that is filed to a sealed incident belongs to it before anybody could see it. */
  async beginReport(tx: Tx, incidentId: string, reportId: string): Promise<void> {
    await this.seals.begin(tx, incidentId, [reportId]);
  }

  /** Whoever seals is on the list, and whom she names. */
  async putOnList(tx: Tx, { id: incidentId, code }: Pick<Incident, 'id' | 'code'>, names: readonly AccountId[]): Promise<void> {
    await this.lists.begin(tx, { incidentId, code });
    for (const accountId of new Set(names)) await this.lists.add(tx, incidentId, { accountId, why: 'named', until: null });
  }

  /** Ends the list with all that its members have open by break-glass: a seal that comes later is opened anew. */
  async lift(tx: Tx, incidentId: string): Promise<void> {
    const seen = await this.seenBy(tx, [incidentId]);
    for (const accountId of await this.lists.membersWithin(tx, incidentId)) await this.glass.endOn(tx, accountId, incidentId);
    await this.lists.end(tx, incidentId);
    await this.seals.lift(tx, incidentId, seen);
  }

  /** Takes somebody off, with what she has open by break-glass; false when she was not on it. */
  async takeOff(tx: Tx, incidentId: string, accountId: AccountId): Promise<boolean> {
    await this.glass.endOn(tx, accountId, incidentId);
    return this.lists.remove(tx, incidentId, accountId);
  }

  /** Their sessions are looked up anew with the next request. */
  changed(...accountIds: readonly AccountId[]): void {
    for (const id of accountIds) this.cache.forgetAccount(id);
  }

  /** Everybody to whom the journal told anything of these, whoever of them the actor knows. */
  private async seenBy(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await asHouseWithin(tx, () =>
      tx.query<{ one: string }>(
        `SELECT unnest(audience) AS one FROM journal_entry WHERE incident_id::text = ANY($1::text[]) OR subject_id = ANY($1::text[])
         UNION SELECT unnest(audience) FROM journal_archived_subject WHERE subject_id = ANY($1::text[])`,
        [[...ids]],
      ),
    );
    return rows.map(({ one }) => one);
  }
}

/** By which right one names others, who can then do everything that a list has to decide. */
export const TO_NAME = permissionToDecide['name-on-seal'];

/**
 * Only somebody who is on the list for good decides who else is on it, and whether it ends: what was opened for a time is for reading. Unless nobody on
 * it for good may name others any more, because she was disabled or lost her role: else the list could never change again.
 */
export async function requireLasting(
  lists: SealLists,
  tx: Tx,
  { id, missionId }: Pick<Incident, 'id' | 'missionId'>,
  { id: accountId }: Pick<Actor, 'id'>,
): Promise<Result<null, Refusal>> {
  const place = await lists.placeOf(tx, id, accountId);
  if (place === 'lasting') return ok(null);
  if (place === null) return lastingPlaceNeeded;
  return (await lists.someoneElseMay(tx, id, accountId, TO_NAME, missionId)) ? lastingPlaceNeeded : ok(null);
}

const notNameable = (field: string): Result<never> =>
  refuse('invalid', 'incidents.not-nameable', 'This person cannot be named.', 'Choose one of the candidates.', { field });
const lastingPlaceNeeded = refuse(
  'forbidden',
  'incidents.lasting-place-needed',
  'You are on the list for a time only.',
  'Ask somebody who was named for good.',
);
