import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { DataKeysRewrapped } from '../../contract/personal-data';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Actor } from '../actor';
import { DataKeys } from './data-keys';
import { KeyRing } from './key-ring';

/** Wraps every data key under the current key, batch by batch, while everybody goes on working: what is not done yet opens with the old one. */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: DataKeys,
    private readonly ring: KeyRing,
  ) {}

  async execute({ batch }: { batch: number }, actor: Actor): Promise<Result<{ rewrapped: number }, Refusal>> {
    let rewrapped = 0;
    for (;;) {
      const round = await this.work.run(actor, async (tx) => {
        const count = await this.keys.rewrap(tx, batch);
        const keyName = this.ring.currentId();
        if (count > 0) tx.append(DataKeysRewrapped.of({ subject: { type: 'key', id: keyName }, audience: [], body: { keyName, count } }));
        return ok(count);
      });
      if (!round.ok) return round;
      rewrapped += round.value;
      if (round.value === 0) return ok({ rewrapped });
    }
  }
}
