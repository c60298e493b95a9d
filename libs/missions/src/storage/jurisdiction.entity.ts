import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which mission is responsible for a country or territory, and on what ground. */
@Entity('missions_jurisdiction')
export class JurisdictionEntity {
  @PrimaryColumn('text', { name: 'country_iso2' })
  countryIso2!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_ko' })
  nameKo!: string;

  @Column('text', { name: 'mission_id', nullable: true })
  missionId!: string | null;

  @Column('text')
  basis!: 'resident' | 'concurrent' | 'unknown';

  @Column('text', { nullable: true })
  caveat!: string | null;

  @Column('text', { name: 'planned_mission_id', nullable: true })
  plannedMissionId!: string | null;
}
