import type { World } from '../world/world';

/** Entries of which there is at most one for each of these things, whoever ran the job and however often. */
const once: readonly { readonly kind: string; readonly of: string }[] = [
  { kind: 'incidents.report-filed', of: "body->>'reportId'" },
  { kind: 'incidents.incident-opened', of: "body->>'incidentId'" },
  { kind: 'incidents.duplicate-proposed', of: "concat(body->>'reportId', '/', body->>'incidentId')" },
  { kind: 'incidents.task-added', of: "body->>'taskId'" },
  { kind: 'incidents.task-overdue', of: "body->>'taskId'" },
  { kind: 'incidents.task-completed', of: "body->>'taskId'" },
  { kind: 'incidents.alert-review-due', of: "concat(body->>'incidentId', '/', body->>'reviewAt')" },
  { kind: 'dispatch.request-submitted', of: "body->>'requestId'" },
  { kind: 'dispatch.offer-queued', of: "body->>'offerId'" },
  { kind: 'dispatch.offer-sent', of: "body->>'offerId'" },
  { kind: 'dispatch.offer-accepted', of: "body->>'offerId'" },
  { kind: 'dispatch.offer-escalated', of: "body->>'offerId'" },
  { kind: 'dispatch.offer-fulfilled', of: "body->>'offerId'" },
  { kind: 'dispatch.deployment-ordered', of: "body->>'deploymentId'" },
  { kind: 'dispatch.shipment-ordered', of: "body->>'shipmentId'" },
];

/** Each effect at most once: entries that may be written once, offers that each lapse into one other, people who are sent once. */
export async function checkEffects(world: World): Promise<string[]> {
  const broken: string[] = [];
  for (const { kind, of } of once) {
    const rows = await world.sql<{ thing: string; n: string }>(
      `SELECT ${of} AS thing, count(*) AS n FROM journal_entry WHERE kind = $1 GROUP BY 1 HAVING count(*) > 1 LIMIT 5`,
      [kind],
    );
    broken.push(...rows.map(({ thing, n }) => `${kind} of ${thing} was written ${n} times`));
  }
  return [...broken, ...(await remindersTwice(world)), ...(await escalatedTwice(world)), ...(await sentTwice(world))];
}

/** One reminder for each deadline of an incident: as many as its openings and hand-overs at the most. */
async function remindersTwice(world: World): Promise<string[]> {
  const rows = await world.sql<{ incident: string; n: string }>(
    `SELECT body->>'incidentId' AS incident, count(*) FILTER (WHERE kind = 'incidents.incident-ack-overdue') AS n FROM journal_entry
      WHERE kind IN ('incidents.incident-ack-overdue', 'incidents.incident-opened', 'incidents.incident-reassigned') GROUP BY 1
     HAVING count(*) FILTER (WHERE kind = 'incidents.incident-ack-overdue') > count(*) FILTER (WHERE kind <> 'incidents.incident-ack-overdue')`,
  );
  return rows.map(({ incident, n }) => `the silence about ${incident} was told ${n} times`);
}

async function escalatedTwice(world: World): Promise<string[]> {
  const rows = await world.sql<{ offer: string; n: string }>(
    `SELECT escalated_from_offer_id::text AS offer, count(*) AS n FROM dispatch_offer WHERE escalated_from_offer_id IS NOT NULL
      GROUP BY escalated_from_offer_id, hub_id HAVING count(*) > 1`,
  );
  return rows.map(({ offer, n }) => `the offer ${offer} was followed by ${n} to the same hub`);
}

async function sentTwice(world: World): Promise<string[]> {
  const rows = await world.sql<{ staff: string; n: string }>(
    `SELECT staff_no AS staff, count(*) AS n FROM dispatch_deployment WHERE state NOT IN ('returned', 'cancelled') GROUP BY 1 HAVING count(*) > 1`,
  );
  return rows.map(({ staff, n }) => `${staff} was sent to ${n} places at once`);
}
