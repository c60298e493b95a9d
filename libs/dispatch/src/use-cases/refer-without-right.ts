import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { referWithoutRight } from '../domain/refer-without-right';
import { DossierStore } from '../storage/dossier.store';
import { nothingToDo } from './lane-delivery';
import { RecordStep } from './record-step';

/** The work for a request was not done because whoever asked may no longer: headquarters decides, unless nothing of it is missing any more. */
@Injectable()
export class ReferWithoutRight {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly steps: RecordStep,
  ) {}

  execute(about: { readonly requestId: string } | { readonly offerId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, about);
      if (dossier === null) return nothingToDo;
      const decision = referWithoutRight(dossier, 'offerId' in about ? about.offerId : null, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(null) : saved;
    });
  }
}
