import type { Execution } from './execution';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

const inOrder = (rows: Row[]): Row[] => rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));

function lockAll(execution: Execution, table: string, rows: Row[]): Row[] {
  execution.lock(table, inOrder(rows));
  return rows.map(() => ({ one: 1 }));
}

function hold(execution: Execution, rows: unknown, heldAt: unknown, kind: 'staff' | 'lot'): Row[] {
  for (const row of JSON.parse(String(rows)) as Row[])
    execution.insert('resources_reservation', {
      ...{ id: row.id, offerId: row.offer_id, lineNo: row.line_no, kind, staffId: row.staff_id ?? null, lotId: row.lot_id ?? null },
      ...{ quantity: row.quantity ?? 1, state: 'held', heldAt, endedAt: null },
    });
  return [];
}

export const resourceStatements: readonly KnownStatement[] = [
  {
    says: /^SELECT item_code FROM resources_catalogue_item WHERE item_code = ANY\(\$1::text\[\]\)$/,
    does: (_execution, [codes]) => (codes as string[]).map((item_code) => ({ item_code })),
  },
  {
    says: /^SELECT 1 AS one FROM resources_staff WHERE mission_id = \$1 ORDER BY id FOR UPDATE$/,
    does: (execution, [missionId]) =>
      lockAll(
        execution,
        'resources_staff',
        execution.all('resources_staff').filter((row) => row.missionId === missionId),
      ),
  },
  {
    says: /^SELECT 1 AS one FROM resources_lot WHERE mission_id = \$1 AND item_code = ANY\(\$2::text\[\]\) ORDER BY id FOR UPDATE$/,
    does: (execution, [missionId, codes]) =>
      lockAll(
        execution,
        'resources_lot',
        execution.all('resources_lot').filter((row) => row.missionId === missionId && (codes as unknown[]).includes(row.itemCode)),
      ),
  },
  {
    says: /^UPDATE resources_lot SET reserved = reserved \+ \$2, version = version \+ 1 WHERE id = \$1 AND condition = 'good' AND reserved \+ \$2 <= quantity RETURNING 1 AS one$/,
    does: (execution, [id, quantity]) => {
      const lot = execution.get('resources_lot', String(id));
      const reserved = Number(lot?.reserved) + Number(quantity);
      if (lot?.condition !== 'good' || reserved > Number(lot.quantity)) return [];
      execution.update('resources_lot', lot, { reserved, version: Number(lot.version) + 1 });
      return [{ one: 1 }];
    },
  },
  {
    says: /^INSERT INTO resources_reservation .* 'staff', staff_id, 1, 'held'/,
    does: (execution, [rows, at]) => hold(execution, rows, at, 'staff'),
  },
  {
    says: /^INSERT INTO resources_reservation .* 'lot', lot_id, quantity, 'held'/,
    does: (execution, [rows, at]) => hold(execution, rows, at, 'lot'),
  },
  {
    says: /^UPDATE resources_reservation SET state = 'released', ended_at = \$2 WHERE staff_id = ANY\(\$1::uuid\[\]\) AND state = 'held'$/,
    does: (execution, [ids, endedAt]) => {
      const held = execution
        .all('resources_reservation')
        .filter(({ staffId, state }) => state === 'held' && (ids as unknown[]).includes(staffId));
      for (const row of held) execution.update('resources_reservation', row, { state: 'released', endedAt });
      return [];
    },
  },
  {
    says: /^WITH holds AS \(UPDATE resources_reservation SET state = \$2, ended_at = \$3 WHERE offer_id = \$1 AND kind = 'lot' AND state = 'held' RETURNING lot_id, quantity\), ended AS/,
    does: endHolds,
  },
  {
    says: /^INSERT INTO resources_lot .* FROM jsonb_to_recordset\(\$1::jsonb\) AS a\(.*\) JOIN resources_lot l ON l\.id = a\."fromLotId" RETURNING/,
    does: (execution, [rows]) =>
      (JSON.parse(String(rows)) as Row[]).flatMap((arrival) => {
        const from = execution.get('resources_lot', String(arrival.fromLotId));
        if (from === undefined) return [];
        const { id, missionId, quantity } = arrival;
        execution.insert('resources_lot', {
          ...from,
          id,
          missionId,
          quantity,
          reserved: 0,
          condition: 'good',
          originLotId: from.id,
          version: 1,
        });
        return [{ id, item_code: from.itemCode, mission_id: missionId, change: quantity, quantity }];
      }),
  },
  {
    says: /^WITH standing AS \( SELECT id, state AS was FROM resources_staff WHERE id = ANY\(\$1::uuid\[\]\) AND state = ANY\(\$2::text\[\]\) .* ORDER BY id FOR UPDATE\) UPDATE resources_staff/,
    does: moveStaff,
  },
  {
    says: /^SELECT id, account_id FROM resources_staff WHERE id = ANY/,
    does: () => [],
  },
];

function endHolds(execution: Execution, [offerId, state, endedAt]: readonly unknown[]): Row[] {
  const held = execution
    .all('resources_reservation')
    .filter((row) => row.offerId === offerId && row.kind === 'lot' && row.state === 'held');
  const totals = new Map<string, number>();
  for (const row of held) {
    execution.update('resources_reservation', row, { state, endedAt });
    totals.set(String(row.lotId), (totals.get(String(row.lotId)) ?? 0) + Number(row.quantity));
  }
  return [...totals].flatMap(([lotId, total]) => {
    const lot = execution.get('resources_lot', lotId);
    if (lot === undefined) return [];
    const quantity = Number(lot.quantity) - (state === 'consumed' ? total : 0);
    execution.update('resources_lot', lot, { quantity, reserved: Number(lot.reserved) - total, version: Number(lot.version) + 1 });
    return [{ id: lotId, item_code: lot.itemCode, mission_id: lot.missionId, change: -total, quantity }];
  });
}

function moveStaff(execution: Execution, [ids, from, to, now, returnedAt, restUntil]: readonly unknown[]): Row[] {
  const standing = execution
    .all('resources_staff')
    .filter(({ id, state }) => (ids as unknown[]).includes(id) && (from as unknown[]).includes(state))
    .filter(({ state, restUntil: until }) => state !== 'recovering' || until === null || (until as string) <= String(now));
  execution.lock('resources_staff', inOrder(standing));
  return standing.map((person) => {
    const after = execution.update('resources_staff', person, {
      ...{ state: to, lastReturnAt: returnedAt ?? person.lastReturnAt, restUntil: restUntil ?? person.restUntil },
      version: Number(person.version) + 1,
    });
    const rest_until = after.restUntil === null ? null : new Date(after.restUntil as string);
    return { id: person.id, staff_no: person.staffNo, mission_id: person.missionId, was: person.state, state: to, rest_until };
  });
}
