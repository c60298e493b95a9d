import { deploymentTransitions } from '../../../libs/dispatch/src/domain/deployment';
import { laneTransitions } from '../../../libs/dispatch/src/domain/lane';
import { offerTransitions } from '../../../libs/dispatch/src/domain/offer';
import { shipmentTransitions } from '../../../libs/dispatch/src/domain/shipment';
import { requestTransitions } from '../../../libs/dispatch/src/domain/support-request';
import { incidentTransitions } from '../../../libs/incidents/src/domain/incident';
import { reportTransitions } from '../../../libs/incidents/src/domain/report';
import { missionStatusTransitions } from '../../../libs/missions/src/domain/status-transitions';
import type { World } from '../world/world';

/** One life cycle: where its moves stand in the journal, and which row must agree with the last of them. */
interface LifeCycle {
  readonly thing: string;
  /** Every pair of states that some act leads over. */
  readonly steps: ReadonlySet<string>;
  /** thing, from, to, serial: every move in the order of writing. `from` may be null where the entry does not say it. */
  readonly moves: string;
  /** thing, state: the rows now; null when nothing is compared. */
  readonly rows: string | null;
  readonly born: string | null;
}

interface Table {
  readonly table: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const stepsOf = ({ table }: Table): ReadonlySet<string> =>
  new Set(Object.entries(table).flatMap(([from, acts]) => Object.values(acts).map((to) => `${from} → ${to}`)));

/** Moves that say from where to where. */
const told = (kind: string, id: string): string =>
  `SELECT body->>'${id}' AS thing, body->>'from' AS "from", body->>'to' AS "to", serial FROM journal_entry WHERE kind = '${kind}'`;

/** Moves whose kind alone says where they led. */
const byKind = (id: string, kinds: Readonly<Record<string, string>>): string =>
  `SELECT body->>'${id}' AS thing, NULL AS "from", CASE kind ${Object.entries(kinds)
    .map(([kind, state]) => `WHEN '${kind}' THEN '${state}'`)
    .join(' ')} END AS "to", serial FROM journal_entry WHERE kind IN (${Object.keys(kinds)
    .map((kind) => `'${kind}'`)
    .join(', ')})`;

const rowsOf = (table: string, id = 'id'): string => `SELECT ${id}::text AS thing, state FROM ${table}`;

const lifeCycles: readonly LifeCycle[] = [
  {
    thing: 'incident',
    steps: stepsOf(incidentTransitions),
    moves: told('incidents.incident-moved', 'incidentId'),
    rows: rowsOf('incidents_incident'),
    born: 'signal',
  },
  {
    thing: 'report',
    steps: stepsOf(reportTransitions),
    moves: byKind('reportId', {
      'incidents.report-linked': 'linked',
      'incidents.report-unlinked': 'unlinked',
      'incidents.report-dismissed': 'dismissed',
    }),
    // A report may be born linked: then no move tells of it.
    rows: null,
    born: null,
  },
  {
    thing: 'support request',
    steps: stepsOf(requestTransitions),
    moves: told('dispatch.request-moved', 'requestId'),
    rows: rowsOf('dispatch_request'),
    born: 'submitted',
  },
  {
    thing: 'offer',
    steps: stepsOf(offerTransitions),
    moves: byKind('offerId', {
      'dispatch.offer-sent': 'sent',
      'dispatch.offer-accepted': 'accepted',
      'dispatch.offer-part-accepted': 'part-accepted',
      'dispatch.offer-declined': 'declined',
      'dispatch.offer-escalated': 'escalated',
      'dispatch.offer-withdrawn': 'withdrawn',
      'dispatch.offer-fulfilled': 'fulfilled',
    }),
    rows: rowsOf('dispatch_offer'),
    born: 'queued',
  },
  {
    thing: 'deployment',
    steps: stepsOf(deploymentTransitions),
    moves: told('dispatch.deployment-moved', 'deploymentId'),
    rows: rowsOf('dispatch_deployment'),
    born: 'ordered',
  },
  {
    thing: 'shipment',
    steps: stepsOf(shipmentTransitions),
    moves: told('dispatch.shipment-moved', 'shipmentId'),
    rows: rowsOf('dispatch_shipment'),
    born: 'picking',
  },
  {
    thing: 'lane',
    steps: stepsOf(laneTransitions),
    moves: told('dispatch.lane-changed', 'hubId'),
    rows: rowsOf('dispatch_lane', 'hub_id'),
    born: null,
  },
  {
    thing: 'mission',
    steps: stepsOf(missionStatusTransitions),
    moves: told('missions.status-changed', 'missionId'),
    rows: null,
    born: null,
  },
];

interface Move {
  [column: string]: unknown;
  thing: string;
  from: string | null;
  to: string;
}

/** Every move that the journal tells is one of its life cycle's table, begins where the one before ended, and the last one is the row's state. */
export async function checkStates(world: World): Promise<string[]> {
  const broken: string[] = [];
  for (const cycle of lifeCycles) broken.push(...(await faultsOf(world, cycle)));
  return broken;
}

async function faultsOf(world: World, { thing, steps, moves, rows, born }: LifeCycle): Promise<string[]> {
  const states = new Map<string, string>();
  const broken: string[] = [];
  for (const move of await world.sql<Move>(`${moves} ORDER BY serial`)) {
    const before = states.get(move.thing) ?? born;
    const from = move.from ?? before;
    if (before !== null && from !== before) broken.push(`${thing} ${move.thing} moved from ${String(from)} when it was ${before}`);
    if (from !== null && !steps.has(`${from} → ${move.to}`)) broken.push(`${thing} ${move.thing} went ${from} → ${move.to}`);
    states.set(move.thing, move.to);
  }
  if (rows === null) return broken;
  for (const row of await world.sql<{ thing: string; state: string }>(rows)) {
    const said = states.get(row.thing) ?? born;
    if (said !== null && said !== row.state) broken.push(`${thing} ${row.thing} is ${row.state}, and the journal says ${said}`);
  }
  return broken;
}
