import { Inject, Injectable } from '@nestjs/common';
import type { AccountId, Clock, Instant } from '@bongsu/kernel';
import { CLOCK, Database, type Tx } from '@bongsu/platform';
import { type GrantReason, type HeldGrant, type Role, type RoleGrant, breakGlassPermissions, permissions } from '../contract';

interface BeyondRow {
  account_id: string;
  role: Role;
  mission_id: string;
  until: Date | null;
  why: Exclude<GrantReason, 'own'>;
}

/** Whether the grants of account `alias` name the mission `$mission`, in some role of `roles` or in any. */
const holds = (alias: string, mission: string, role?: string): string => `
  EXISTS (SELECT FROM jsonb_array_elements(${alias}.grants) AS g
           WHERE ${role === undefined ? 'true' : `g->>'role' = '${role}'`} AND (g->'missions' = '"*"'::jsonb OR g->'missions' @> to_jsonb(${mission})))`;

/**
 * What is in force beside an account's own grants, at $2, for the accounts $1. A delegation falls with the right of whoever made it and with the place
 * of whoever got it; a broken glass with the right to break it ($3: the roles that may).
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
    FROM access_deployment_grant w WHERE w.account_id = ANY($1::uuid[]) AND (w.until_at IS NULL OR w.until_at > $2)`;

type Ask = <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>;

/** The one place that says what a person may do at a moment: her own grants, and those that others or events lent her for a time. */
@Injectable()
export class EffectiveGrants {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of accounts that were read already, by id. */
  of(
    accounts: readonly { readonly id: AccountId; readonly grants: readonly RoleGrant[] }[],
  ): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
    return heldBy((sql, parameters) => this.database.query(sql, parameters), accounts, this.clock.now());
  }

  /** Of one account, inside a transaction. */
  async ofIn(tx: Tx, account: { readonly id: AccountId; readonly grants: readonly RoleGrant[] }): Promise<readonly HeldGrant[]> {
    return (await heldBy((sql, parameters) => tx.query(sql, parameters), [account], tx.now)).get(account.id) ?? [];
  }

  /**
   * Of these accounts as they are inside a transaction, and as they stay until it ends: nobody changes the accounts meanwhile. An account that is
   * disabled or unknown holds nothing. For decisions that rest on somebody else's right, and for jobs that act for a person.
   */
  async within(tx: Tx, ids: readonly AccountId[]): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
    const accounts = await tx.query<{ id: string; grants: RoleGrant[] }>(
      'SELECT id, grants FROM access_account WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL ORDER BY id FOR SHARE',
      [[...new Set(ids)]],
    );
    return heldBy((sql, parameters) => tx.query(sql, parameters), accounts, tx.now);
  }
}

/** Those that are still in force. */
export function inForce(grants: readonly HeldGrant[], now: Instant): HeldGrant[] {
  return grants.filter(({ until }) => until === null || until > now);
}

async function heldBy(
  ask: Ask,
  accounts: readonly { readonly id: string; readonly grants: readonly RoleGrant[] }[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly HeldGrant[]>> {
  const held = new Map<string, HeldGrant[]>(accounts.map(({ id, grants }) => [id, grants.map(own)]));
  if (accounts.length === 0) return held;
  const rows = await ask<BeyondRow>(BEYOND, [[...held.keys()], now, permissions['access.break-glass']]);
  for (const row of rows) held.get(row.account_id)?.push(lent(row));
  return held;
}

const own = ({ role, missions }: RoleGrant): HeldGrant => ({ role, missions, why: 'own', until: null });

function lent({ role, mission_id: mission, until, why }: BeyondRow): HeldGrant {
  const grant = { role, missions: [mission], why, until: until?.toISOString() ?? null };
  return why === 'break-glass' ? { ...grant, only: breakGlassPermissions } : grant;
}
