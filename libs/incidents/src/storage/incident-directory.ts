import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import type { Incident } from '../domain/incident';
import { AlertDecisionEntity, IncidentEntity } from './incident.entity';

/** What the contexts to the right may read of incidents. */
@Injectable()
export class IncidentDirectory {
  constructor(private readonly database: Database) {}

  /** The incident as it stands, whoever asks: the caller checks whether its actor is in `audience`. */
  get(id: string): Promise<Incident | null> {
    return this.database.source.manager.findOneBy(IncidentEntity, { id });
  }

  /** The same within a transaction, on its own connection: a second one from the pool would wait for others that wait for a second one. */
  inTransaction(tx: Tx, id: string): Promise<Incident | null> {
    return tx.manager.findOneBy(IncidentEntity, { id });
  }

  /** On what basis each alert level of an incident was decided, by the decision's id: the journal holds that id, not the words. */
  async alertBases(tx: Tx, incidentId: string): Promise<ReadonlyMap<string, string>> {
    const decisions = await tx.manager.findBy(AlertDecisionEntity, { incidentId });
    return new Map(decisions.map(({ id, basis }) => [id, basis]));
  }

  /** The code that people say, `TUR-2023-0007`; null when there is no such incident. */
  async codeOf(id: string): Promise<string | null> {
    return (await this.get(id))?.code ?? null;
  }

  /** The id behind such a code; null when there is no such incident. */
  async idOf(code: string): Promise<string | null> {
    return (await this.database.source.manager.findOneBy(IncidentEntity, { code }))?.id ?? null;
  }
}
