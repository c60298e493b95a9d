import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Lot, free, lotObstacle, pickLots } from '@bongsu/resources/contract';
import { type HubShelf, type TakenLine, arrivesAt } from './take-facts';

export interface ChosenLot {
  readonly lineNo: number;
  readonly lotId: string;
  readonly itemCode: string;
  readonly quantity: number;
}

type SupplyLineTaken = TakenLine & { readonly itemCode: string };

/** Named lots where a person named them, else whatever expires first among those that keep long enough. */
export function chooseLots(lines: readonly TakenLine[], shelf: HubShelf): Result<ChosenLot[], Refusal> {
  const chosen: ChosenLot[] = [];
  for (const taken of lines) {
    if (taken.line.kind !== 'supply') continue;
    const line = { ...taken, itemCode: taken.line.itemCode };
    const lots = lotsFor(line, shelf);
    if (!lots.ok) return lots;
    const picks = pickLots(lots.value, line.itemCode, line.count, arrivesAt(shelf), line.lotIds !== undefined);
    const left = picks.reduce((total, pick) => total + pick.quantity, 0);
    if (left < line.count) return tooLittle(line, left, lots.value, shelf);
    chosen.push(...picks.map((pick) => ({ lineNo: line.lineNo, itemCode: line.itemCode, ...pick })));
  }
  return ok(chosen);
}

function lotsFor(line: SupplyLineTaken, shelf: HubShelf): Result<readonly Lot[], Refusal> {
  if (line.lotIds === undefined) return ok(shelf.lots.filter((lot) => lot.itemCode === line.itemCode));
  const field = `${line.path}.lotIds`;
  const lots: Lot[] = [];
  for (const lotId of new Set(line.lotIds)) {
    const facts = { lineNo: line.lineNo, lotId, itemCode: line.itemCode };
    const lot = shelf.lots.find(({ id, itemCode }) => id === lotId && itemCode === line.itemCode);
    if (lot === undefined) {
      return refuse(
        'invalid',
        'dispatch.lot-not-for-line',
        'A named lot is not at this hub or holds another item.',
        "Name lots of the line's item from this hub's own stock.",
        { field, facts },
      );
    }
    const obstacle = lotObstacle(lot, arrivesAt(shelf), true);
    if (obstacle === 'expired') {
      return refuse(
        'invalid',
        'dispatch.lot-expired',
        `Lot ${lot.lotNo} is past its expiry by the time it arrives.`,
        'Name a lot that keeps until it arrives.',
        { field, facts: { ...facts, lotNo: lot.lotNo, expiresAt: lot.expiresAt } },
      );
    }
    if (obstacle === 'not-good') {
      return refuse('invalid', 'dispatch.lot-not-usable', `Lot ${lot.lotNo} is ${lot.condition}.`, 'Name a lot in good condition.', {
        field,
        facts: { ...facts, lotNo: lot.lotNo, condition: lot.condition },
      });
    }
    lots.push(lot);
  }
  return ok(lots);
}

/** Tells apart what others have been promised and what is simply not there; names a lot and what is left. */
function tooLittle(line: SupplyLineTaken, left: number, lots: readonly Lot[], shelf: HubShelf) {
  const promised = lots.find(
    (lot) => lot.reserved > 0 && !['expired', 'not-good'].includes(lotObstacle(lot, arrivesAt(shelf), true) ?? ''),
  );
  const field = line.lotIds === undefined ? line.path : `${line.path}.lotIds`;
  const facts = { lineNo: line.lineNo, itemCode: line.itemCode, wanted: line.count, left };
  const remedy = left > 0 ? `Accept in part: ${left} can be sent.` : 'Decline, so that the next hub is asked.';
  if (promised === undefined) {
    return refuse(
      'conflict',
      'dispatch.not-enough-stock',
      `Line ${line.lineNo} asks for ${line.count} of ${line.itemCode}; ${left} can be sent.`,
      remedy,
      { field, facts },
    );
  }
  return refuse(
    'conflict',
    'dispatch.lot-already-reserved',
    `Lot ${promised.lotNo} is promised to another request; line ${line.lineNo} asks for ${line.count} of ${line.itemCode}, ${left} are left.`,
    remedy,
    { field, facts: { ...facts, lotId: promised.id, lotNo: promised.lotNo, freeInLot: free(promised) } },
  );
}
