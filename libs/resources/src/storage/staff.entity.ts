import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LanguageLevel, Skill, StaffMember, StaffState } from '../contract';

/** A member of staff: what decisions need, and what only people read, encrypted under a key of her own. */
@Entity('resources_staff')
@Index('resources_staff_mission', ['missionId', 'id'])
export class StaffEntity implements StaffMember {
  @PrimaryColumn('uuid') id!: string;
  @Column({ ...columns.text('staff_no'), unique: true }) staffNo!: string;
  @Column(sealedColumn.of('display_name')) displayName!: Sealed;
  @Column(sealedColumn.maybe('phone')) phone!: Sealed | null;
  @Column(sealedColumn.maybe('passport_no')) passportNo!: Sealed | null;
  /** Blind index of the passport number: finds its holder, tells nothing. */
  @Column({ name: 'passport_index', type: 'bytea', nullable: true }) passportIndex!: Buffer | null;
  /** The account with which she signs in; null when she has none here. */
  @Column({ ...columns.maybeUuid('account_id'), unique: true }) accountId!: string | null;
  @Column(columns.text('mission_id')) missionId!: string;
  @Column(columns.text('grade')) grade!: string;
  @Column(columns.texts('skills')) skills!: Skill[];
  @Column(columns.json('languages')) languages!: { code: string; level: LanguageLevel }[];
  @Column(columns.json('visas')) visas!: { countryIso2: string; validUntil: Instant }[];
  @Column(columns.text('state')) state!: StaffState;
  @Column(columns.maybeInstant('last_return_at')) lastReturnAt!: Instant | null;
  @Column(columns.maybeInstant('rest_until')) restUntil!: Instant | null;
  @Column(columns.flag('synthetic')) synthetic!: boolean;
  @Column(columns.int('version')) version!: number;
}
