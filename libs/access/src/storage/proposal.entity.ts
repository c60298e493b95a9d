import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ProposalState } from '../contract';
import type { Proposal } from '../domain/proposal';

/** What waits for a second person, and what became of it. At most one of a kind is open on a subject. */
@Entity('access_proposal')
@Index('access_proposal_open', ['kind', 'subjectId'], { unique: true, where: "state = 'open'" })
@Index('access_proposal_by', ['proposedBy', 'id'])
export class ProposalEntity implements Omit<Proposal, 'payload' | 'reason'> {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.text('kind')) kind!: string;
  @Column(columns.text('state')) state!: ProposalState;
  /** JSON: the words of whoever proposes are among it. */
  @Column(sealedColumn.of('payload')) payload!: Sealed;
  @Column(columns.text('subject_type')) subjectType!: string;
  @Column(columns.text('subject_id')) subjectId!: string;
  @Column(columns.maybeText('label')) label!: string | null;
  @Column(columns.maybeUuid('incident_id')) incidentId!: string | null;
  @Column(columns.maybeText('mission_id')) missionId!: string | null;
  @Column(columns.texts('audience')) audience!: string[];
  @Column(columns.uuid('proposed_by')) proposedBy!: string;
  @Column(columns.instant('proposed_at')) proposedAt!: Instant;
  @Column(columns.instant('expires_at')) expiresAt!: Instant;
  @Column(columns.maybeUuid('ended_by')) endedBy!: string | null;
  @Column(columns.maybeInstant('ended_at')) endedAt!: Instant | null;
  @Column(sealedColumn.maybe('reason')) reason!: Sealed | null;
}
