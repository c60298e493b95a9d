import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LanguageLevel, Skill, StaffMember, StaffState } from '../contract';

/** A member of staff: what decisions need, and the name that only people read. */
@Entity('resources_staff')
@Index('resources_staff_mission', ['missionId', 'id'])
export class StaffEntity implements StaffMember {
  @PrimaryColumn('uuid') id!: string;
  @Column({ ...columns.text('staff_no'), unique: true }) staffNo!: string;
  @Column(columns.text('display_name')) displayName!: string;
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
