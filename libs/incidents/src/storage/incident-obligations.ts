import { Injectable } from '@nestjs/common';
import { type Result, ok, refuse } from '@bongsu/kernel';
import { type Tx, asHouseWithin } from '@bongsu/platform';
import { type IncidentRefusal, refuseWhenOver } from '../domain/incident';
import { IncidentEntity } from './incident.entity';
import type { ObligationKind } from './obligation.entity';

export interface Obligation {
  readonly kind: ObligationKind;
  /** What is open: the id of a request, an offer, a deployment, a shipment. */
  readonly subjectId: string;
}

export interface NewObligation extends Obligation {
  readonly incidentId: string;
  /** What people read when closing is refused, such as a request's code or a staff number. No name of a person. */
  readonly label: string;
}

/**
 * What other contexts still owe an incident, told by them in the transaction of their own effect. An incident cannot be closed while
 * something here is open, and nothing can be opened here once it is closed: the row locks see to both. Whoever settles something may not see the
 * incident: this looks beyond her eyes, and tells her nothing but that the incident is over.
 */
@Injectable()
export class IncidentObligations {
  /** Refused when the incident is over. The same obligation opened twice is open once. */
  open(tx: Tx, obligation: NewObligation): Promise<Result<null, IncidentRefusal>> {
    return asHouseWithin(tx, () => this.owe(tx, obligation));
  }

  private async owe(tx: Tx, { incidentId, kind, subjectId, label }: NewObligation): Promise<Result<null, IncidentRefusal>> {
    // KEY SHARE waits for whoever is closing the incident and then looks at the state again; it does not wait for anybody else.
    const opened = await tx.query(
      `INSERT INTO incidents_open_obligation (kind, subject_id, incident_id, label, opened_at)
       SELECT $1::text, $2::text, id, $4::text, $5::timestamptz FROM incidents_incident WHERE id = $3 AND state NOT IN ('closed', 'reviewed') FOR KEY SHARE
       ON CONFLICT (kind, subject_id) DO UPDATE SET settled_at = NULL, label = excluded.label RETURNING kind`,
      [kind, subjectId, incidentId, label, tx.now],
    );
    return opened.length > 0 ? ok(null) : this.whyNot(tx, incidentId);
  }

  /** Settling what is settled, or was never open, changes nothing. */
  async settle(tx: Tx, { kind, subjectId }: Obligation): Promise<void> {
    await asHouseWithin(tx, () =>
      tx.query('UPDATE incidents_open_obligation SET settled_at = $3 WHERE kind = $1 AND subject_id = $2 AND settled_at IS NULL', [
        kind,
        subjectId,
        tx.now,
      ]),
    );
  }

  private async whyNot(tx: Tx, incidentId: string): Promise<Result<null, IncidentRefusal>> {
    const incident = await tx.manager.findOneBy(IncidentEntity, { id: incidentId });
    if (incident !== null) return refuseWhenOver(incident);
    return refuse('not-found', 'incidents.incident-not-found', 'There is no such incident.', 'Check the id.', { field: 'incidentId' });
  }
}
