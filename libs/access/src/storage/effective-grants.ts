import { Inject, Injectable } from '@nestjs/common';
import type { AccountId, Clock, Instant } from '@bongsu/kernel';
import { type Actor, CLOCK, Database, type Tx } from '@bongsu/platform';
import { type GrantReason, type HeldGrant, type Role, type RoleGrant, breakGlassPermissions, permissions } from '../contract';

interface BeyondRow {
  account_id: string;
  role: Role;
  mission_id: string;
  until: Date | null;
  why: Exclude<GrantReason, 'own'> | 'seal';
}

/** What somebody holds at a moment: what she may do where, and the sealed incidents on whose list she is, each until when. */
export interface Holding {
  readonly grants: readonly HeldGrant[];
  readonly seals: readonly HeldSeal[];
}

/** A place on the list of a sealed incident; `until` null = as long as nobody takes her off. */
export interface HeldSeal {
  readonly incidentId: string;
  readonly until: Instant | null;
}

type Account = { readonly id: AccountId; readonly grants: readonly RoleGrant[] };

/** Whether the grants of account `alias` name the mission `$mission`, in some role of `roles` or in any. */
const holds = (alias: string, mission: string, role?: string): string => `
  EXISTS (SELECT FROM jsonb_array_elements(${alias}.grants) AS g
           WHERE ${role === undefined ? 'true' : `g->>'role' = '${role}'`} AND (g->'missions' = '"*"'::jsonb OR g->'missions' @> to_jsonb(${mission})))`;

/**
 * What is in force beside an account's own grants, at $2, for the accounts $1. A delegation falls with the right of whoever made it and with the place
 * of whoever got it; a broken glass with the right to break it ($3: the roles that may). Lists of sealed incidents come along.
 */
const BEYOND = `
  SELECT d.to_account AS account_id, 'head-of-mission' AS role, d.mission_id, d.until_at AS until, 'delegated' AS why
    FROM access_delegation d JOIN access_account head ON head.id = d.from_account JOIN access_account heir ON heir.id = d.to_account
   WHERE d.to_account = ANY($1::uuid[]) AND d.revoked_at IS NULL AND d.from_at <= $2 AND d.until_at > $2 AND head.disabled_at IS NULL
     AND ${holds('head', 'd.mission_id', 'head-of-mission')} AND ${holds('heir', 'd.mission_id')}
  UNION ALL
  SELECT b.account_id, 'duty-officer', b.subject_id, b.until_at, 'break-glass'
    FROM access_break_glass b JOIN access_account opener ON opener.id = b.account_id
   WHERE b.account_id = ANY($1::uuid[]) AND b.subject_type = 'mission' AND b.ended_at IS NULL AND b.until_at > $2
     AND EXISTS (SELECT FROM jsonb_array_elements(opener.grants) AS g WHERE g->>'role' = ANY($3::text[]))
  UNION ALL
  SELECT w.account_id, 'duty-officer', w.mission_id, w.until_at, 'deployed'
    FROM access_deployment_grant w WHERE w.account_id = ANY($1::uuid[]) AND (w.until_at IS NULL OR w.until_at > $2)
  UNION ALL
  SELECT n.account_id, NULL, n.incident_id::text, n.until_at, 'seal'
    FROM access_seal_name n JOIN access_account member ON member.id = n.account_id
   WHERE n.account_id = ANY($1::uuid[]) AND n.removed_at IS NULL AND (n.until_at IS NULL OR n.until_at > $2)
     AND (n.why <> 'break-glass' OR EXISTS (SELECT FROM jsonb_array_elements(member.grants) AS g WHERE g->>'role' = ANY($3::text[])))`;

type Ask = <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>;

/** The one place that says what a person may do at a moment: her own grants, and those that others or events lent her for a time. */
@Injectable()
export class EffectiveGrants {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of accounts that were read already, by id. */
  async of(accounts: readonly Account[]): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
    return grantsOf(await this.holdings(accounts));
  }

  /** The same with the lists of sealed incidents, in one question. */
  holdings(accounts: readonly Account[]): Promise<ReadonlyMap<string, Holding>> {
    return heldBy((sql, parameters) => this.database.query(sql, parameters), accounts, this.clock.now());
  }

  /** Of one account by its id; null when it is unknown or has ended. */
  async holdingOf(id: string): Promise<Holding | null> {
    const [account] = await this.database.query<{ id: string; grants: RoleGrant[] }>(
      'SELECT id, grants FROM access_account WHERE id::text = $1 AND disabled_at IS NULL',
      [id],
    );
    return account === undefined ? null : ((await this.holdings([account])).get(account.id) ?? null);
  }

  /** One person as she may act at this moment, from rows and never from something that was kept; null when her account is unknown or has ended. */
  async personNow(id: string): Promise<Omit<Actor, 'correlationId'> | null> {
    const holding = await this.holdingOf(id);
    return holding === null ? null : { kind: 'person', id, grants: holding.grants, seals: sealsAt(holding, this.clock.now()) };
  }

  /** Of one account, inside a transaction. */
  async ofIn(tx: Tx, account: Account): Promise<readonly HeldGrant[]> {
    return (await heldBy((sql, parameters) => tx.query(sql, parameters), [account], tx.now)).get(account.id)?.grants ?? [];
  }

  /**
   * Of these accounts as they are inside a transaction, and as they stay until it ends: nobody changes the accounts meanwhile. An account that is
   * disabled or unknown holds nothing. For decisions that rest on somebody else's right.
   */
  async within(tx: Tx, ids: readonly AccountId[]): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
    return grantsOf(await this.holdingsWithin(tx, ids));
  }

  /** The same with the lists of sealed incidents, of which a person's unit of work sees those that she is on herself. */
  async holdingsWithin(tx: Tx, ids: readonly AccountId[]): Promise<ReadonlyMap<string, Holding>> {
    const accounts = await tx.query<{ id: string; grants: RoleGrant[] }>(
      'SELECT id, grants FROM access_account WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL ORDER BY id FOR SHARE',
      [[...new Set(ids)]],
    );
    return heldBy((sql, parameters) => tx.query(sql, parameters), accounts, tx.now);
  }
}

/** Those that are still in force. */
export function inForce<Held extends { readonly until: Instant | null }>(held: readonly Held[], now: Instant): Held[] {
  return held.filter(({ until }) => until === null || until > now);
}

/** The ids of the sealed incidents on whose lists somebody is, as an actor carries them. */
export function sealsAt({ seals }: Pick<Holding, 'seals'>, now: Instant): string[] {
  return [...new Set(inForce(seals, now).map(({ incidentId }) => incidentId))].sort();
}

async function heldBy(ask: Ask, accounts: readonly Account[], now: Instant): Promise<ReadonlyMap<string, Holding>> {
  const held = new Map(accounts.map(({ id, grants }) => [id as string, { grants: grants.map(own), seals: [] as HeldSeal[] }]));
  if (accounts.length === 0) return held;
  const rows = await ask<BeyondRow>(BEYOND, [[...held.keys()], now, permissions['access.break-glass']]);
  for (const { account_id: id, why, ...row } of rows) {
    if (why === 'seal') held.get(id)?.seals.push({ incidentId: row.mission_id, until: row.until?.toISOString() ?? null });
    else held.get(id)?.grants.push(lent({ ...row, why }));
  }
  return held;
}

const grantsOf = (holdings: ReadonlyMap<string, Holding>): ReadonlyMap<string, readonly HeldGrant[]> =>
  new Map([...holdings].map(([id, { grants }]) => [id, grants]));

const own = ({ role, missions }: RoleGrant): HeldGrant => ({ role, missions, why: 'own', until: null });

function lent({
  role,
  mission_id: mission,
  until,
  why,
}: Omit<BeyondRow, 'account_id' | 'why'> & { why: Exclude<GrantReason, 'own'> }): HeldGrant {
  const grant = { role, missions: [mission], why, until: until?.toISOString() ?? null };
  return why === 'break-glass' ? { ...grant, only: breakGlassPermissions } : grant;
}
