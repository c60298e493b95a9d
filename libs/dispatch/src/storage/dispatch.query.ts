import { Injectable } from '@nestjs/common';
import { type Condition, Database, type Visibility, seesAudience, seesIncident, seesMissions } from '@bongsu/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { DeploymentQuery, OfferQuery, RequestQuery, ShipmentQuery } from '../contract';
import { DeploymentEntity } from './deployment.entity';
import { ShipmentEntity } from './shipment.entity';
import { OfferEntity } from './offer.entity';
import { RequestEntity } from './request.entity';

/** A page after the row with this id (newest first; ids rise with time), of what somebody may see. */
interface Slice {
  readonly after: string | undefined;
  readonly visible: Visibility;
}

/** Lists. Each returns one row more than the limit when there are more. */
@Injectable()
export class DispatchQuery {
  constructor(private readonly database: Database) {}

  requests({ limit, incidentId, mission, state }: RequestQuery, { after, visible }: Slice): Promise<RequestEntity[]> {
    const select = this.select(RequestEntity, after);
    narrow(select, { incidentId, missionId: mission, state });
    only(select, seesAudience('x.audience', visible));
    // The rows' own audiences follow a seal a little later.
    only(select, seesIncident('x.incidentId', visible));
    return page(select, limit);
  }

  offers({ limit, hub, requestId, incidentId, state }: OfferQuery, { after, visible }: Slice): Promise<OfferEntity[]> {
    const select = this.select(OfferEntity, after);
    narrow(select, { hubId: hub, requestId, incidentId, state });
    only(select, seesMissions(['x.hubId', 'x.requestingMissionId'], 'x.incidentId', visible));
    return page(select, limit);
  }

  deployments(query: DeploymentQuery, slice: Slice): Promise<DeploymentEntity[]> {
    return page(this.journeys(DeploymentEntity, query, slice), query.limit);
  }

  shipments(query: ShipmentQuery, slice: Slice): Promise<ShipmentEntity[]> {
    return page(this.journeys(ShipmentEntity, query, slice), query.limit);
  }

  seesMovement(kind: 'deployment' | 'shipment', id: string, visible: Visibility): Promise<boolean> {
    const entity: new () => DeploymentEntity | ShipmentEntity = kind === 'deployment' ? DeploymentEntity : ShipmentEntity;
    return this.journeys(entity, { limit: 1 }, { after: undefined, visible }).andWhere('x.id = :id', { id }).getExists();
  }

  private journeys<Row extends object>(
    entity: new () => Row,
    { from, to, requestId, incidentId, state }: DeploymentQuery | ShipmentQuery,
    { after, visible }: Slice,
  ): SelectQueryBuilder<Row> {
    const select = this.select(entity, after);
    narrow(select, { fromMissionId: from, toMissionId: to, requestId, incidentId, state });
    only(select, seesMissions(['x.fromMissionId', 'x.toMissionId'], 'x.incidentId', visible));
    return select;
  }

  private select<Row extends object>(entity: new () => Row, after: string | undefined): SelectQueryBuilder<Row> {
    const select = this.database.source.manager.createQueryBuilder(entity, 'x').where('true');
    return after === undefined ? select : select.andWhere('x.id < :after', { after });
  }
}

function only<Row extends object>(select: SelectQueryBuilder<Row>, { sql, parameters }: Condition): void {
  select.andWhere(sql, { ...parameters });
}

function narrow<Row extends object>(select: SelectQueryBuilder<Row>, filters: Readonly<Record<string, string | undefined>>): void {
  for (const [column, value] of Object.entries(filters))
    if (value !== undefined) select.andWhere(`x.${column} = :${column}`, { [column]: value });
}

function page<Row extends object>(select: SelectQueryBuilder<Row>, limit: number): Promise<Row[]> {
  return select
    .orderBy('x.id', 'DESC')
    .limit(limit + 1)
    .getMany();
}
