import type { World } from '../world/world';

interface Row {
  [column: string]: unknown;
  what: string;
}

/** What is promised of a lot is what offers hold of it. */
const RESERVED = `
  SELECT 'lot ' || lot_no || ' at ' || mission_id || ' has ' || reserved || ' reserved, and ' || held || ' are held' AS what
    FROM (SELECT lot.*, coalesce((SELECT sum(quantity) FROM resources_reservation r WHERE r.lot_id = lot.id AND r.state = 'held'), 0) AS held
            FROM resources_lot AS lot) AS lot
   WHERE reserved <> held OR reserved < 0 OR reserved > quantity`;

/** Each change that the journal tells leads from the quantity before to the quantity said; the last is what lies there. */
const TOLD = `
  WITH told AS (
    SELECT body->>'lotId' AS lot, (body->>'change')::int AS change, (body->>'quantity')::int AS quantity, serial,
           lag((body->>'quantity')::int) OVER per_lot AS before, last_value(serial) OVER per_lot_whole AS last
      FROM journal_entry WHERE kind = 'resources.lot-adjusted'
    WINDOW per_lot AS (PARTITION BY body->>'lotId' ORDER BY serial),
           per_lot_whole AS (PARTITION BY body->>'lotId' ORDER BY serial ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
  SELECT 'lot ' || lot || ': ' || before || ' and ' || change || ' made ' || quantity AS what FROM told WHERE before + change <> quantity
  UNION ALL
  SELECT 'lot ' || lot_no || ' holds ' || row.quantity || ', and the journal says ' || told.quantity
    FROM told JOIN resources_lot AS row ON row.id::text = told.lot WHERE serial = last AND row.quantity <> told.quantity`;

/** What left the shelves arrived, is under way, was lost, or was short when it was counted in; item by item. */
const UNDER_WAY = `
  WITH moved AS (
    SELECT body->>'itemCode' AS item, sum((body->>'change')::int) AS n FROM journal_entry
     WHERE kind = 'resources.lot-adjusted' AND body->>'reason' IN ('shipped', 'received') GROUP BY 1),
  sent AS (
    SELECT line->>'itemCode' AS item,
           sum(CASE WHEN state IN ('in-transit', 'customs-hold', 'lost') THEN (line->>'sent')::int
                    WHEN state = 'received' THEN (line->>'sent')::int - (line->>'received')::int ELSE 0 END) AS n
      FROM dispatch_shipment CROSS JOIN LATERAL jsonb_array_elements(items) AS line GROUP BY 1)
  SELECT coalesce(moved.item, sent.item) || ': ' || -coalesce(moved.n, 0) || ' are gone from the shelves, and ' || coalesce(sent.n, 0) || ' are under way, lost or short' AS what
    FROM moved FULL JOIN sent ON sent.item = moved.item WHERE -coalesce(moved.n, 0) <> coalesce(sent.n, 0)`;

/** Somebody is reserved exactly while an offer or an order holds her. */
const STAFF = `
  SELECT staff_no || ' is ' || state || ' with ' || held || ' holds' AS what
    FROM (SELECT staff.*, (SELECT count(*) FROM resources_reservation r WHERE r.staff_id = staff.id AND r.state = 'held') AS held FROM resources_staff AS staff) AS staff
   WHERE (state = 'reserved') <> (held = 1) OR held > 1`;

/** Nothing is promised twice, nothing appears, nothing disappears. */
export async function checkStock(world: World): Promise<string[]> {
  const broken: string[] = [];
  for (const statement of [RESERVED, TOLD, UNDER_WAY, STAFF]) broken.push(...(await world.sql<Row>(statement)).map(({ what }) => what));
  return broken;
}
