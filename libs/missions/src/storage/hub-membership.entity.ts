import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The hubs of a mission. A hub is a mission that some mission has as its primary hub; every hub is its own primary. */
@Entity('missions_hub_membership')
export class HubMembershipEntity {
  @PrimaryColumn('text', { name: 'mission_id' })
  missionId!: string;

  @Column('text', { name: 'primary_hub_id' })
  primaryHubId!: string;

  @Column('text', { name: 'alternate_hub_id' })
  alternateHubId!: string;

  /** A computed example, not a ministry's designation. */
  @Column('boolean')
  illustrative!: boolean;
}
