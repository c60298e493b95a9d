import { LaneEntity } from './lane.entity';
import { DeploymentEntity } from './deployment.entity';
import { ShipmentEntity } from './shipment.entity';
import { MovementNoteEntity } from './movement-note.entity';
import { OfferEntity } from './offer.entity';
import { RequestCounterEntity, RequestEntity } from './request.entity';

/** Every entity of this context, for the process's data source. */
export const dispatchEntities = [
  RequestEntity,
  RequestCounterEntity,
  OfferEntity,
  DeploymentEntity,
  ShipmentEntity,
  MovementNoteEntity,
  LaneEntity,
];
