import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { type Actor, Database, type Opened, PersonalData, type Tx } from '@bongsu/platform';
import type { StepNote } from '../domain/dossier';
import type { SupportRequest } from '../domain/support-request';
import { MovementNoteEntity } from './movement-note.entity';
import { movementNoteData } from './personal-data';

/** The words beside the steps of movements, encrypted. */
@Injectable()
export class MovementNoteStore {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  /** False when all that was written about the request was erased: no new words are kept of it. */
  async keep(tx: Tx, request: Pick<SupportRequest, 'id' | 'incidentId'>, { movementId, act, text }: StepNote): Promise<boolean> {
    const sealer = await this.personalData.forStanding(tx, movementNoteData, request.id);
    if (sealer === null) return false;
    await tx.manager.insert(MovementNoteEntity, {
      ...{ id: newId(), movementId, requestId: request.id, incidentId: request.incidentId, act },
      ...{ noteText: sealer.seal('noteText', text), writtenBy: tx.actor.id, writtenAt: tx.now },
    });
    return true;
  }

  /** The notes on one movement, the latest first, opened for `actor`; that goes on record. */
  async read(movementId: string, actor: Actor): Promise<Opened<MovementNoteEntity>[]> {
    const rows = await this.database.source.manager.find(MovementNoteEntity, { where: { movementId }, order: { id: 'DESC' } });
    const reading = { actor, action: 'dispatch.read-movement-notes', basis: 'consular-assistance' } as const;
    return this.personalData.open(reading, movementNoteData, rows, { caseOf: ({ incidentId }) => incidentId });
  }
}
