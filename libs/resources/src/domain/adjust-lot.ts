import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { AdjustLot, Lot } from '../contract';

export interface LotCorrection {
  readonly lotId: string;
  readonly quantity: number;
  readonly change: number;
}

/** A count on the shelf replaces the record; what is already promised cannot be counted away. */
export function adjustLot(lot: Lot, command: AdjustLot): Result<LotCorrection, Refusal<'resources.counted-below-reserved'>> {
  if (command.counted >= lot.reserved) return ok({ lotId: lot.id, quantity: command.counted, change: command.counted - lot.quantity });
  return refuse(
    'conflict',
    'resources.counted-below-reserved',
    `${lot.reserved} of lot ${lot.lotNo} are promised, more than the ${command.counted} that were counted.`,
    'Cancel or reduce the shipments that hold this lot, then correct the count.',
    { field: 'counted', facts: { lotId: lot.id, lotNo: lot.lotNo, reserved: lot.reserved, counted: command.counted } },
  );
}
