import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { IncidentAudience, IncidentObligations } from '@bongsu/incidents';
import { type Tx, unsealedAudience } from '@bongsu/platform';
import { type Dossier, type Step, type StepNote, withNote } from '../domain/dossier';
import { obligationChanges } from '../domain/obligations';
import { DossierStore } from '../storage/dossier.store';
import { MovementNoteStore } from '../storage/movement-note.store';
import { DeployedRights } from './deployed-rights';

/**
 * Makes a decision come true: rows, entries, what the incident is owed, and whom it concerns from now on. Refused when something new
 * would be owed to an incident that is closed.
 */
@Injectable()
export class RecordStep {
  constructor(
    private readonly dossiers: DossierStore,
    private readonly obligations: IncidentObligations,
    private readonly audience: IncidentAudience,
    private readonly rights: DeployedRights,
    private readonly notes: MovementNoteStore,
  ) {}

  async record(tx: Tx, before: Dossier | null, step: Step, note: StepNote | null = null): Promise<Result<Dossier, Refusal>> {
    const { incidentId } = step.dossier.request;
    const newcomers = unsealedAudience(step.dossier.request.audience).filter(
      (missionId) => before?.request.audience.includes(missionId) !== true,
    );
    // First the incident, then what is asked for it: whoever is new reads them in this order.
    if (newcomers.length > 0) await this.audience.concern(tx, incidentId, newcomers);
    const isNoted = note !== null && (await this.notes.keep(tx, step.dossier.request, note));
    const saved = await this.dossiers.save(tx, before, isNoted ? withNote(step.dossier, note) : step.dossier);
    tx.append(...step.entries);
    await this.rights.follow(tx, before, step.dossier);
    const { opened, settled } = obligationChanges(before, step.dossier);
    for (const obligation of settled) await this.obligations.settle(tx, obligation);
    for (const obligation of opened) {
      const owed = await this.obligations.open(tx, { ...obligation, incidentId });
      if (!owed.ok) return owed;
    }
    return ok(saved);
  }
}
