import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something was tried. The key is a keyed hash: neither address nor account can be read from it. */
@Entity('access_throttle')
export class ThrottleEntity {
  @PrimaryColumn('varchar', { length: 255 })
  key!: string;

  @Column('int')
  points!: number;

  /** Milliseconds since the epoch; as the rate limiter keeps it. */
  @Column('bigint', { nullable: true })
  expire!: number | null;
}
