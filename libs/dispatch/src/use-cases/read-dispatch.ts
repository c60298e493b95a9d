import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, Cursors, pageAfter, pageFrom, visibilityOf } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import type {
  DeploymentQuery,
  DeploymentView,
  OfferQuery,
  OfferView,
  RequestQuery,
  ShipmentQuery,
  ShipmentView,
  SupportRequestDetail,
  SupportRequestView,
} from '../contract';
import { DispatchQuery } from '../storage/dispatch.query';
import { DossierStore } from '../storage/dossier.store';
import { visibleDossier } from './admission';
import { ShowDispatch } from './show-dispatch';
import { deploymentView } from './views';

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a person may read of dispatch: requests that her missions ask or are asked, and what moves from or to them. */
@Injectable()
export class ReadDispatch {
  constructor(
    private readonly query: DispatchQuery,
    private readonly dossiers: DossierStore,
    private readonly cursors: Cursors,
    private readonly show: ShowDispatch,
  ) {}

  async request(requestId: string, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    const dossier = visibleDossier(await this.dossiers.find(requestId), actor, 'support request');
    return dossier.ok ? ok(await this.show.request(dossier.value, actor)) : dossier;
  }

  requests(query: RequestQuery, actor: Actor): Promise<Result<Page<SupportRequestView>, Refusal>> {
    return this.page(
      'requests',
      query,
      (after) => this.query.requests(query, { after, visible: visibilityOf(actor) }),
      (rows) => this.show.requests(rows, actor),
    );
  }

  offers(query: OfferQuery, actor: Actor): Promise<Result<Page<OfferView>, Refusal>> {
    return this.page(
      'offers',
      query,
      (after) => this.query.offers(query, { after, visible: visibilityOf(actor) }),
      (rows) => this.show.offers(rows, actor),
    );
  }

  deployments(query: DeploymentQuery, actor: Actor): Promise<Result<Page<DeploymentView>, Refusal>> {
    return this.page(
      'deployments',
      query,
      (after) => this.query.deployments(query, { after, visible: visibilityOf(actor) }),
      (rows) => Promise.resolve(rows.map((row) => deploymentView(row, actor))),
    );
  }

  shipments(query: ShipmentQuery, actor: Actor): Promise<Result<Page<ShipmentView>, Refusal>> {
    return this.page(
      'shipments',
      query,
      (after) => this.query.shipments(query, { after, visible: visibilityOf(actor) }),
      (rows) => this.show.shipments(rows, actor),
    );
  }

  private async page<Row extends { readonly id: string }, View>(
    list: string,
    { limit, cursor }: PageQuery,
    read: (after: string | undefined) => Promise<Row[]>,
    show: (rows: readonly Row[]) => Promise<View[]>,
  ): Promise<Result<Page<View>, Refusal>> {
    const after = pageAfter(this.cursors, list, cursor, idSchema);
    if (!after.ok) return after;
    const rows = await read(after.value ?? undefined);
    const { items, nextCursor } = pageFrom(this.cursors, list, { rows, limit, keyOf: ({ id }) => id }, (row) => row);
    return ok({ items: await show(items), nextCursor });
  }
}
