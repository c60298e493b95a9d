import type { Row } from '../database/table';
import type { ShipmentItem } from '../../../libs/dispatch/src/domain/shipment';
import { HUBS } from '../house/missions';
import { type Ended, rowsOf } from './ended';

const startedWith: Readonly<Record<string, number>> = { WATER: 42 * HUBS.length, BLANKET: 20 * HUBS.length };
const underWay = ['in-transit', 'customs-hold', 'lost'];
const held = (row: Row): boolean => row.state === 'held';
const sum = (rows: readonly Row[], field: string): number => rows.reduce((total, row) => total + Number(row[field]), 0);

/** Nothing appears or disappears: what was there is on a shelf, on its way, or known to be missing; and each person is promised to one task. */
export function checkShelves(ended: Ended): string[] {
  return [...Object.keys(startedWith).flatMap((item) => checkItem(ended, item)), ...checkLots(ended), ...checkStaff(ended)];
}

function checkItem(ended: Ended, itemCode: string): string[] {
  const shelved = sum(
    rowsOf(ended, 'resources_lot').filter((lot) => lot.itemCode === itemCode),
    'quantity',
  );
  const away = rowsOf(ended, 'dispatch_shipment').flatMap(({ state, items }) =>
    (items as ShipmentItem[])
      .filter((item) => item.itemCode === itemCode)
      .map(({ sent, received }) => (underWay.includes(String(state)) ? sent : state === 'received' ? sent - (received ?? 0) : 0)),
  );
  const total = shelved + away.reduce((all, one) => all + one, 0);
  return total === startedWith[itemCode] ? [] : [`there were ${String(startedWith[itemCode])} of ${itemCode} and now there are ${total}`];
}

function checkLots(ended: Ended): string[] {
  const reservations = rowsOf(ended, 'resources_reservation').filter(held);
  return rowsOf(ended, 'resources_lot').flatMap(({ id, reserved, quantity }) => {
    const promised = sum(
      reservations.filter(({ lotId }) => lotId === id),
      'quantity',
    );
    if (promised !== reserved) return [`lot ${String(id)} holds ${String(reserved)} and ${promised} are promised of it`];
    return promised > Number(quantity) ? [`lot ${String(id)} has ${String(quantity)} and ${promised} are promised of it`] : [];
  });
}

function checkStaff(ended: Ended): string[] {
  const reservations = rowsOf(ended, 'resources_reservation').filter(held);
  const deployments = rowsOf(ended, 'dispatch_deployment').filter(({ state }) => state !== 'returned' && state !== 'cancelled');
  return rowsOf(ended, 'resources_staff').flatMap(({ id, staffNo, state }) => {
    const tasks = deployments.filter(({ staffId }) => staffId === id).length;
    const promised = reservations.filter(({ staffId }) => staffId === id).length;
    const expected = state === 'reserved' || state === 'deployed' ? 1 : 0;
    return tasks === expected && promised === expected
      ? []
      : [`${String(staffNo)} is ${String(state)} with ${tasks} tasks and ${promised} promises`];
  });
}
