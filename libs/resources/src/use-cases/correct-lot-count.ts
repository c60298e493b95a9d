import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { AdjustLot, LotView } from '../contract';
import { adjustLot } from '../domain/adjust-lot';
import { StockStore } from '../storage/stock.store';
import { readableMissions } from './scope';
import { lotView } from './views';

export interface CorrectLotCountCommand extends AdjustLot {
  readonly lotId: string;
  /** The version that the caller saw; undefined when she does not mind. */
  readonly ifVersion: number | undefined;
}

/** Somebody counted the shelf, and the record follows, with a reason. */
@Injectable()
export class CorrectLotCount {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stock: StockStore,
    private readonly directory: MissionDirectory,
  ) {}

  execute(command: CorrectLotCountCommand, actor: Actor): Promise<Result<LotView, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<LotView, Refusal>> => {
      const lot = await this.stock.lock(tx, command.lotId);
      const readable = readableMissions(actor, 'resources.read', this.directory);
      if (lot === null || (readable !== '*' && !readable.includes(lot.missionId)))
        return refuse(
          'not-found',
          'resources.lot-not-found',
          'There is no such lot.',
          'Check the id; lots of other missions are not shown.',
        );
      if (!may(actor, 'resources.manage', lot.missionId))
        return refuse(
          'forbidden',
          'access.forbidden',
          'The stock of this mission is not within your roles.',
          'Ask the mission itself, or headquarters.',
        );
      if (command.ifVersion !== undefined && command.ifVersion !== lot.version) {
        return refuse('stale', 'resources.stale-lot', 'The lot was changed since you read it.', 'Read it again and count anew.', {
          field: 'If-Match',
          facts: { version: lot.version },
        });
      }
      const decision = adjustLot(lot, command);
      if (!decision.ok) return decision;
      return ok(lotView(await this.stock.correct(tx, lot, decision.value.quantity, command.reason)));
    });
  }
}
