import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index } from 'typeorm';
import type { ShipmentState } from '../contract';
import type { Shipment, ShipmentItem } from '../domain/shipment';
import { JourneyColumns } from './journey-columns';

@Entity('dispatch_shipment')
@Index('dispatch_shipment_request', ['requestId', 'id'])
@Index('dispatch_shipment_from', ['fromMissionId', 'id'])
@Index('dispatch_shipment_to', ['toMissionId', 'id'])
export class ShipmentEntity extends JourneyColumns implements Shipment {
  @Column(columns.json('items')) items!: ShipmentItem[];
  @Column(sealedColumn.maybe('discrepancy_notes')) discrepancyNotes!: Sealed | null;
  @Column(columns.text('state')) state!: ShipmentState;
  @Column(columns.instant('held_until')) heldUntil!: Instant;
}
