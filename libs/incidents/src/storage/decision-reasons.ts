import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { DecisionReason } from '../domain/decision-reason';
import { DecisionReasonEntity } from './decision-reason.entity';

type About = Pick<DecisionReason, 'act' | 'incidentId' | 'reportId'>;

/** Keeps why the actor decided something and answers the id by which the entry refers to it; null when she gave no reason. */
export async function keepReason(tx: Tx, about: About, reason: string): Promise<string>;
export async function keepReason(tx: Tx, about: About, reason: string | null): Promise<string | null>;
export async function keepReason(tx: Tx, about: About, reason: string | null): Promise<string | null> {
  if (reason === null) return null;
  const id = newId();
  await tx.manager.insert(DecisionReasonEntity, { id, ...about, reason, decidedBy: tx.actor.id, decidedAt: tx.now });
  return id;
}

/** Reasons for reading, oldest first. */
@Injectable()
export class DecisionReasons {
  constructor(private readonly database: Database) {}

  ofIncident(incidentId: string): Promise<DecisionReason[]> {
    return this.database.source.manager.find(DecisionReasonEntity, { where: { incidentId }, order: { id: 'ASC' } });
  }

  ofReport(reportId: string): Promise<DecisionReason[]> {
    return this.database.source.manager.find(DecisionReasonEntity, { where: { reportId }, order: { id: 'ASC' } });
  }
}
