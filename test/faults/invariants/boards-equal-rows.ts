import { isDeepStrictEqual } from 'node:util';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import type { QueryResultRow } from 'pg';
import { JOURNAL_COLUMNS, type JournalRow, entryOf } from '../../../libs/platform/src/journal/append';
import { until } from '../wait';
import type { World } from '../world/world';
import { boardOf } from './board-of';

/** An api may be this far behind the journal before its board is taken for wrong. */
const CATCH_UP_MS = 10_000;

/**
 * The board that each api serves is the reduction of the whole journal, part by part; and what it says of each thing is what the row says. The
 * board keeps the newest of what is over, so a row that is not on it is no fault unless it must be there: an incident that is not over.
 */
export async function checkBoards(world: World): Promise<string[]> {
  const reduced = await boardFromJournal(world);
  const broken = await Promise.all(world.origins.map((origin, index) => differences(world, origin, `api-${index + 1}`, reduced)));
  return [...broken.flat(), ...(await againstRows(world, reduced))];
}

async function differences(world: World, origin: string, name: string, reduced: BoardState): Promise<string[]> {
  let differing: string[] = [];
  await until('the board has caught up', CATCH_UP_MS, async () => {
    differing = differingParts((await boardOf(world, origin)).state, reduced);
    return differing.length === 0;
  }).catch(() => undefined);
  return differing.map((part) => `${name}: ${part} differs from what the journal reduces to`);
}

function differingParts(shown: BoardState, reduced: BoardState): string[] {
  const plain = JSON.parse(JSON.stringify(reduced)) as BoardState;
  return (Object.keys(plain) as (keyof BoardState)[]).filter((part) => !isDeepStrictEqual(shown[part], plain[part]));
}

async function boardFromJournal(world: World): Promise<BoardState> {
  const rows = await world.sql<JournalRow & QueryResultRow>(
    `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position IS NOT NULL ORDER BY position`,
  );
  return reduceAll(emptyBoard(), rows.map(entryOf));
}

interface Row {
  [column: string]: unknown;
  id: string;
  said: Record<string, unknown>;
  must: boolean;
}

/** What a table says of each thing, in the words of the board, and whether the board must know it. */
const tables: { readonly [Part in keyof BoardState]?: string } = {
  incidents: `SELECT id::text, state NOT IN ('closed', 'reviewed') AS must,
                     json_build_object('state', state, 'urgency', urgency, 'alertLevel', alert_level, 'missionId', mission_id,
                                       'ackOverdue', ack_overdue_at IS NOT NULL, 'acknowledgedAt', acknowledged_at) AS said
                FROM incidents_incident`,
  reports: `SELECT id::text, false AS must, json_build_object('incidentId', incident_id, 'dismissed', state = 'dismissed', 'missionId', mission_id) AS said
              FROM incidents_report`,
  requests: `SELECT id::text, state NOT IN ('closed', 'declined', 'withdrawn') AS must, json_build_object('state', state) AS said FROM dispatch_request`,
  offers: `SELECT id::text, state IN ('queued', 'sent', 'accepted', 'part-accepted') AS must, json_build_object('state', state, 'hubId', hub_id) AS said
             FROM dispatch_offer`,
  deployments: `SELECT id::text, state NOT IN ('returned', 'cancelled') AS must, json_build_object('state', state) AS said FROM dispatch_deployment`,
  shipments: `SELECT id::text, state IN ('picking', 'in-transit', 'customs-hold') AS must, json_build_object('state', state) AS said FROM dispatch_shipment`,
};

async function againstRows(world: World, board: BoardState): Promise<string[]> {
  const broken: string[] = [];
  for (const [part, statement] of Object.entries(tables)) {
    const shown = board[part as keyof BoardState] as unknown as Record<string, Record<string, unknown> | undefined>;
    for (const { id, said, must } of await world.sql<Row>(statement)) {
      const row = shown[id];
      if (row === undefined && must) broken.push(`${part}: ${id} is not on the board`);
      if (row === undefined) continue;
      for (const [field, value] of Object.entries(said))
        if (!sameValue(row[field], value))
          broken.push(`${part}: ${field} of ${id} is ${String(value)}, and the board says ${String(row[field])}`);
    }
  }
  return broken;
}

/** Times are written in two ways. */
function sameValue(shown: unknown, said: unknown): boolean {
  if (shown === said) return true;
  return typeof shown === 'string' && typeof said === 'string' && Date.parse(shown) === Date.parse(said);
}
