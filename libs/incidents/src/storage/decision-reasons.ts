import { Injectable } from '@nestjs/common';
import { Sensitive, newId } from '@bongsu/kernel';
import { type Actor, Database, PersonalData, type Tx, visibilityOf } from '@bongsu/platform';
import { type FindOptionsWhere, Not } from 'typeorm';
import type { DecisionReason } from '../domain/decision-reason';
import { DecisionReasonEntity } from './decision-reason.entity';
import { decisionReasonData } from './personal-data';

/** `decidedBy`: for whom it was done, where that is not the actor herself. */
type About = Pick<DecisionReason, 'act' | 'incidentId' | 'reportId'> & Partial<Pick<DecisionReason, 'decidedBy'>>;

/**
 * Why somebody decided something, in her own words, which may name anybody. Each has a key of its own, which goes with the report or the incident that it
 * is about; so a reason can still be given for what is done with a report that was erased.
 */
@Injectable()
export class DecisionReasons {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  /** Keeps why the actor decided something and answers the id by which the entry refers to it; null when she gave no reason. */
  async keep(tx: Tx, about: About, reason: string): Promise<string>;
  async keep(tx: Tx, about: About, reason: string | null): Promise<string | null>;
  async keep(tx: Tx, about: About, reason: string | null): Promise<string | null> {
    if (reason === null) return null;
    const id = newId();
    const sealer = await this.personalData.forNew(tx, decisionReasonData, id);
    const row = { id, decidedBy: tx.actor.id, ...about, reason: sealer.seal('reason', Sensitive.of(reason)), decidedAt: tx.now };
    await tx.manager.insert(DecisionReasonEntity, row);
    return id;
  }

  /** For reading, oldest first; that `actor` read them goes on record. */
  ofIncident(incidentId: string, actor: Actor): Promise<DecisionReason[]> {
    // That evidence left the house is told to network-wide eyes alone, and so is why.
    const all = visibilityOf(actor).missions === '*';
    return this.read(all ? { incidentId } : { incidentId, act: Not('export-evidence') }, actor, 'incidents.read-incident');
  }

  ofReport(reportId: string, actor: Actor): Promise<DecisionReason[]> {
    return this.read({ reportId }, actor, 'incidents.read-report');
  }

  private async read(where: FindOptionsWhere<DecisionReasonEntity>, actor: Actor, action: string): Promise<DecisionReason[]> {
    const rows = await this.database.source.manager.find(DecisionReasonEntity, { where, order: { id: 'ASC' } });
    const reading = { actor, action, basis: 'consular-assistance' } as const;
    return this.personalData.open(reading, decisionReasonData, rows, { caseOf: ({ incidentId }) => incidentId });
  }
}
