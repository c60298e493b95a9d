import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, Index } from 'typeorm';
import type { DeploymentState } from '../contract';
import type { Deployment } from '../domain/deployment';
import { JourneyColumns } from './journey-columns';

/** A person is on one deployment at a time: a partial unique index sees to it. */
@Entity('dispatch_deployment')
@Index('dispatch_deployment_request', ['requestId', 'id'])
@Index('dispatch_deployment_from', ['fromMissionId', 'id'])
@Index('dispatch_deployment_to', ['toMissionId', 'id'])
@Index('dispatch_deployment_staff_once', { synchronize: false })
export class DeploymentEntity extends JourneyColumns implements Deployment {
  @Column(columns.int('line_no')) lineNo!: number;
  @Column(columns.uuid('staff_id')) staffId!: string;
  @Column(columns.text('staff_no')) staffNo!: string;
  @Column(columns.text('state')) state!: DeploymentState;
  @Column(columns.maybeInstant('released_at')) releasedAt!: Instant | null;
  @Column(columns.maybeInstant('return_departed_at')) returnDepartedAt!: Instant | null;
  @Column(columns.maybeInstant('returned_at')) returnedAt!: Instant | null;
}
