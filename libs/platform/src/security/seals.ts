import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/transaction';
import { unsealedAudience } from './visibility';

/** One lock for all who seal or unseal: changes of view are numbered in the order in which they commit. */
const ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('bongsu.view-change'))";
const SEAL = `
  INSERT INTO platform_seal (subject_id, incident_id, since) SELECT subject_id, $2, $3 FROM unnest($1::text[]) AS subject_id ON CONFLICT DO NOTHING`;
const CHANGED = 'INSERT INTO platform_view_change (audience, at) VALUES ($1, $2)';

/** Whoever seals, or names herself, sees it until her transaction ends, for PostgreSQL too; afterwards her list says so. */
const SEE_TOO = `
  SELECT set_config('bongsu.seals', (coalesce(nullif(current_setting('bongsu.seals', true), ''), '{}')::uuid[] || $1::uuid)::text, true),
         set_config('bongsu.tokens', (coalesce(nullif(current_setting('bongsu.tokens', true), ''), '{}')::text[] || ('seal:' || $1))::text, true)`;

/** What is sealed: an incident, and by their own ids the reports that were known before they became part of it. */
@Injectable()
export class Seals {
  /** Seals from the beginning: nobody saw anything of it yet. */
  async begin(tx: Tx, incidentId: string, subjectIds: readonly string[] = []): Promise<void> {
    await tx.query(SEE_TOO, [incidentId]);
    await tx.query(SEAL, [[incidentId, ...subjectIds], incidentId, tx.now]);
  }

  /** Whoever was put on the list in this transaction sees it from here on. */
  async see(tx: Tx, incidentId: string): Promise<void> {
    await tx.query(SEE_TOO, [incidentId]);
  }

  /** Seals what this audience has seen so far: its boards begin anew without it. Further subjects of a sealed incident likewise. */
  async withdraw(tx: Tx, incidentId: string, subjectIds: readonly string[], seenBy: readonly string[]): Promise<void> {
    await tx.query(ONE_AT_A_TIME, []);
    await this.begin(tx, incidentId, subjectIds);
    await tx.query(CHANGED, [unsealedAudience(seenBy), tx.now]);
  }

  /** Lifts the seal of an incident and of all that belongs to it: this audience sees it again, with what happened meanwhile. */
  async lift(tx: Tx, incidentId: string, seenBy: readonly string[]): Promise<void> {
    await tx.query(ONE_AT_A_TIME, []);
    await tx.query('DELETE FROM platform_seal WHERE incident_id = $1', [incidentId]);
    await tx.query(CHANGED, [unsealedAudience(seenBy), tx.now]);
  }
}
