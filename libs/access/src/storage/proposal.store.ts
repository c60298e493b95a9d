import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import { In } from 'typeorm';
import type { ProposalInbox } from '../contract';
import type { Proposal } from '../domain/proposal';
import { ProposalEntity } from './proposal.entity';

/** Where somebody may confirm proposals of a kind. */
export interface ConfirmableKind {
  readonly kind: string;
  readonly missions: '*' | readonly string[];
}

/** `$1` the reader, `$2` what she may confirm and where. */
const CONFIRMABLE = `EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS r(kind text, missions text[])
                              WHERE r.kind = p.kind AND (r.missions IS NULL OR p.mission_id = ANY(r.missions)))`;
const INBOX: Readonly<Record<ProposalInbox, string>> = {
  waiting: `p.state = 'open' AND p.expires_at > $3 AND p.proposed_by <> $1 AND ${CONFIRMABLE}`,
  mine: `p.state = 'open' AND p.expires_at > $3 AND p.proposed_by = $1 AND $2::jsonb IS NOT NULL`,
  ended: `(p.state <> 'open' OR p.expires_at <= $3) AND (p.proposed_by = $1 OR ${CONFIRMABLE})`,
};

@Injectable()
export class ProposalStore {
  constructor(private readonly database: Database) {}

  /** One proposal, held until the unit of work ends. */
  async lock(tx: Tx, id: string): Promise<Proposal | null> {
    await tx.query('SELECT 1 AS one FROM access_proposal WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOneBy(ProposalEntity, { id });
  }

  /** The open one of a kind on a subject, held. */
  async lockOpen(tx: Tx, kind: string, subjectId: string): Promise<Proposal | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM access_proposal WHERE kind = $1 AND subject_id = $2 AND state = 'open' FOR UPDATE`,
      [kind, subjectId],
    );
    return row === undefined ? null : tx.manager.findOneBy(ProposalEntity, { id: row.id });
  }

  /** False when one of the kind is open on the subject. */
  async add(tx: Tx, proposal: Proposal): Promise<boolean> {
    const { id, kind, payload, subjectType, subjectId, label, incidentId, missionId, audience, proposedBy, proposedAt, expiresAt } =
      proposal;
    const rows = await tx.query(
      `INSERT INTO access_proposal (id, kind, state, payload, subject_type, subject_id, label, incident_id, mission_id, audience, proposed_by,
                                    proposed_at, expires_at)
       VALUES ($1, $2, 'open', $3::jsonb, $4, $5, $6, $7, $8, $9::text[], $10, $11, $12)
       ON CONFLICT (kind, subject_id) WHERE state = 'open' DO NOTHING RETURNING 1 AS one`,
      [
        id,
        kind,
        JSON.stringify(payload),
        subjectType,
        subjectId,
        label,
        incidentId,
        missionId,
        [...audience],
        proposedBy,
        proposedAt,
        expiresAt,
      ],
    );
    return rows.length > 0;
  }

  /** Keeps how a locked proposal ended. */
  async end(tx: Tx, { id, state, endedBy, endedAt, reason }: Proposal): Promise<void> {
    await tx.query(
      `UPDATE access_proposal SET state = $2, ended_by = $3, ended_at = $4, reason = $5 WHERE id = $1 AND state = 'open' RETURNING 1 AS one`,
      [id, state, endedBy, endedAt, reason],
    );
  }

  byId(id: string): Promise<Proposal | null> {
    return this.database.source.manager.findOneBy(ProposalEntity, { id });
  }

  /** An inbox, the newest first, before `before`; one more than `limit` says that there is a next page. */
  async page(
    inbox: ProposalInbox,
    reader: { id: string; kinds: readonly ConfirmableKind[] },
    now: string,
    limit: number,
    before: string | null,
  ): Promise<Proposal[]> {
    const kinds = reader.kinds.map(({ kind, missions }) => ({ kind, missions: missions === '*' ? null : missions }));
    const rows = await this.database.query<{ id: string }>(
      `SELECT p.id FROM access_proposal p WHERE ${INBOX[inbox]} AND ($4::uuid IS NULL OR p.id < $4::uuid) ORDER BY p.id DESC LIMIT $5`,
      [reader.id, JSON.stringify(kinds), now, before, limit + 1],
    );
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? [] : this.database.source.manager.find(ProposalEntity, { where: { id: In(ids) }, order: { id: 'DESC' } });
  }
}
