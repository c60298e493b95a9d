import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, visibilityOf } from '@bongsu/platform';
import type { MovementNotes } from '../contract';
import { notFound } from '../domain/refusals';
import { DispatchQuery } from '../storage/dispatch.query';
import { MovementNoteStore } from '../storage/movement-note.store';

/** What was written with the steps of one movement, for those who see it. Every reading is on record. */
@Injectable()
export class ReadMovementNotes {
  constructor(
    private readonly query: DispatchQuery,
    private readonly notes: MovementNoteStore,
  ) {}

  async execute(kind: 'deployment' | 'shipment', movementId: string, actor: Actor): Promise<Result<MovementNotes, Refusal>> {
    if (!(await this.query.seesMovement(kind, movementId, visibilityOf(actor)))) return notFound('movement');
    const notes = await this.notes.read(movementId, actor);
    return ok({
      items: notes.map(({ id, act, noteText, writtenBy, writtenAt }) => ({ id, act, note: noteText.reveal(), writtenBy, writtenAt })),
    });
  }
}
