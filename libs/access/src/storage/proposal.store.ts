import { Injectable } from '@nestjs/common';
import { Sensitive } from '@bongsu/kernel';
import { Database, PersonalData, type Reading, type Tx, type Visibility, sealsOf, unsealedTo } from '@bongsu/platform';
import { In } from 'typeorm';
import { z } from 'zod';
import type { ProposalInbox } from '../contract';
import type { Proposal } from '../domain/proposal';
import { proposalData } from './personal-data';
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

/** As the program holds it. Of one whose payload was erased nobody can say any more what it was about to do. */
export type HeldProposal = Proposal & { readonly isErased: boolean };

@Injectable()
export class ProposalStore {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  /**
   * One proposal, held until the unit of work ends; without the reason of one that has ended. Null when it is about a sealed incident that these eyes
   * do not see.
   */
  async lock(tx: Tx, id: string, eyes: Pick<Visibility, 'seals'>): Promise<HeldProposal | null> {
    const rows = await tx.query(`SELECT 1 AS one FROM access_proposal WHERE id = $1 AND ${unsealedTo('incident_id', '$2')} FOR UPDATE`, [
      id,
      sealsOf(eyes),
    ]);
    if (rows.length === 0) return null;
    return this.held(tx, await tx.manager.findOneBy(ProposalEntity, { id }));
  }

  /** Whether its incident is not sealed, or sealed to others than these eyes. */
  async isShown(tx: Tx, { id }: Pick<Proposal, 'id'>, eyes: Pick<Visibility, 'seals'>): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 AS one FROM access_proposal WHERE id = $1 AND ${unsealedTo('incident_id', '$2')}`, [
      id,
      sealsOf(eyes),
    ]);
    return rows.length > 0;
  }

  /** The open one of a kind on a subject, held. */
  async lockOpen(tx: Tx, kind: string, subjectId: string): Promise<HeldProposal | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM access_proposal WHERE kind = $1 AND subject_id = $2 AND state = 'open' FOR UPDATE`,
      [kind, subjectId],
    );
    return row === undefined ? null : this.held(tx, await tx.manager.findOneBy(ProposalEntity, { id: row.id }));
  }

  /** For the program alone: what was proposed, without the reason of one that has ended. */
  private async held(tx: Tx, row: ProposalEntity | null): Promise<HeldProposal | null> {
    if (row === null) return null;
    const { payload } = await this.personalData.openUnseen(proposalData, row, tx, ['payload']);
    return Object.assign(row, { payload: payloadOf(payload), isErased: payload.isErased, reason: null });
  }

  /** False when one of the kind is open on the subject. */
  async add(tx: Tx, proposal: Proposal): Promise<boolean> {
    const { id, kind, payload, subjectType, subjectId, label, incidentId, missionId, audience, proposedBy, proposedAt, expiresAt } =
      proposal;
    const sealer = await this.personalData.forNew(tx, proposalData, id);
    const rows = await tx.query(
      `INSERT INTO access_proposal (id, kind, state, payload, subject_type, subject_id, label, incident_id, mission_id, audience, proposed_by,
                                    proposed_at, expires_at)
       VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9::text[], $10, $11, $12)
       ON CONFLICT (kind, subject_id) WHERE state = 'open' DO NOTHING RETURNING 1 AS one`,
      [
        id,
        kind,
        sealer.seal('payload', Sensitive.of(JSON.stringify(payload))),
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

  /** Keeps how a locked proposal ended; without the reason when all that was written in it was erased. */
  async end(tx: Tx, { id, state, endedBy, endedAt, reason }: Proposal): Promise<void> {
    const sealer = reason === null ? null : await this.personalData.forStanding(tx, proposalData, id);
    const sealed = reason === null ? null : (sealer?.seal('reason', Sensitive.of(reason)) ?? null);
    await tx.query(
      `UPDATE access_proposal SET state = $2, ended_by = $3, ended_at = $4, reason = $5 WHERE id = $1 AND state = 'open' RETURNING 1 AS one`,
      [id, state, endedBy, endedAt, sealed],
    );
  }

  /** To be shown to somebody only after {@link explained}; null when it is about a sealed incident that these eyes do not see. */
  async byId(id: string, eyes: Pick<Visibility, 'seals'>): Promise<ProposalEntity | null> {
    const rows = await this.database.query(`SELECT 1 AS one FROM access_proposal WHERE id = $1 AND ${unsealedTo('incident_id', '$2')}`, [
      id,
      sealsOf(eyes),
    ]);
    return rows.length === 0 ? null : this.database.source.manager.findOneBy(ProposalEntity, { id });
  }

  /** With what was proposed and why it was refused, in the words of whoever did; that they were read goes on record. */
  async explained(reading: Reading, rows: readonly ProposalEntity[]): Promise<Proposal[]> {
    const opened = await this.personalData.open(reading, proposalData, rows, { caseOf: ({ incidentId }) => incidentId });
    return opened.map((row) => ({ ...row, payload: payloadOf(row.payload), reason: row.reason?.reveal() ?? null }));
  }

  /** An inbox, the newest first, before `before`; one more than `limit` says that there is a next page. */
  async page(
    inbox: ProposalInbox,
    reader: { id: string; kinds: readonly ConfirmableKind[]; eyes: Pick<Visibility, 'seals'> },
    now: string,
    limit: number,
    before: string | null,
  ): Promise<ProposalEntity[]> {
    const kinds = reader.kinds.map(({ kind, missions }) => ({ kind, missions: missions === '*' ? null : missions }));
    const rows = await this.database.query<{ id: string }>(
      `SELECT p.id FROM access_proposal p WHERE ${INBOX[inbox]} AND ${unsealedTo('p.incident_id', '$6')} AND ($4::uuid IS NULL OR p.id < $4::uuid)
        ORDER BY p.id DESC LIMIT $5`,
      [reader.id, JSON.stringify(kinds), now, before, limit + 1, sealsOf(reader.eyes)],
    );
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? [] : this.database.source.manager.find(ProposalEntity, { where: { id: In(ids) }, order: { id: 'DESC' } });
  }
}

const payloadSchema = z.record(z.string(), z.unknown());

/** Nothing is left of it once it was erased. */
function payloadOf(text: Sensitive): Proposal['payload'] {
  return text.isErased ? {} : payloadSchema.parse(JSON.parse(text.reveal()));
}
