import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MissionStatus, MissionType } from '../contract';

/** A mission: reference data, and the status that people change. */
@Entity('missions_mission')
export class MissionEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_ko' })
  nameKo!: string;

  @Column('text')
  type!: MissionType;

  @Index('missions_mission_country')
  @Column('text', { name: 'country_iso2' })
  countryIso2!: string;

  @Column('text', { name: 'located_in_iso2' })
  locatedInIso2!: string;

  @Column('text', { name: 'city_en' })
  cityEn!: string;

  @Column('text', { name: 'city_ko' })
  cityKo!: string;

  @Column('double precision')
  lat!: number;

  @Column('double precision')
  lng!: number;

  @Column('double precision', { name: 'coord_accuracy_km' })
  coordAccuracyKm!: number;

  @Column('text')
  timezone!: string;

  @Column('text', { name: 'airport_iata', nullable: true })
  airportIata!: string | null;

  @Column('text', { name: 'airport_size', nullable: true })
  airportSize!: 'large' | 'medium' | null;

  @Column('double precision', { name: 'airport_km', nullable: true })
  airportKm!: number | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text')
  status!: MissionStatus;

  /** As exact as it is known: `2015`, `2021-08` or an instant. */
  @Column('text', { name: 'status_as_of', nullable: true })
  statusAsOf!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Set by a person's change of status; seeding leaves such a status alone. */
  @Column('boolean', { name: 'status_decided', default: false })
  statusDecided!: boolean;

  @Column('int', { default: 1 })
  version!: number;
}
