import { Inject, Injectable } from '@nestjs/common';
import { KnownAccounts, ReadProposals, may } from '@bongsu/access';
import type { ProposalState, ProposalView } from '@bongsu/access/contract';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Clock, type Instant, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK, Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema } from '@bongsu/platform/contract';
import type { ExportCopyView, ExportState, ExportView } from '../contract';
import type { ExportOrder } from '../domain/export-order';
import { ExportStore } from '../storage/export.store';
import { noSuchExport } from './export-refusals';
import { visibleIncident } from './sitrep-access';

const LIST = 'exports';

/** A waiting export is where its proposal is. */
const waitingState: Readonly<Record<ProposalState, ExportState>> = {
  open: 'waiting',
  confirmed: 'waiting',
  refused: 'refused',
  withdrawn: 'withdrawn',
  expired: 'lapsed',
  void: 'void',
};

/** What one asked for oneself, the latest first; and for the privacy officer, whose copy a row came from. */
@Injectable()
export class ReadExports {
  constructor(
    private readonly exports: ExportStore,
    private readonly proposals: ReadProposals,
    private readonly incidents: IncidentDirectory,
    private readonly accounts: KnownAccounts,
    private readonly cursors: Cursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ limit, cursor }: PageQuery, actor: Actor): Promise<Result<Page<ExportView>, Refusal>> {
    const before = pageAfter(this.cursors, LIST, cursor, idSchema);
    if (!before.ok) return before;
    if (actor.kind !== 'person') return ok({ items: [], nextCursor: null });
    const rows = await this.exports.of(actor.id, before.value, limit + 1);
    const page = pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ id }) => id }, (row) => row);
    return ok({ ...page, items: await this.views(page.items, actor) });
  }

  async one(id: string, actor: Actor): Promise<Result<ExportView, Refusal>> {
    const order = await this.exports.find(id);
    if (order === null || actor.kind !== 'person' || order.orderedBy !== actor.id) return noSuchExport;
    const [view] = await this.views([order], actor);
    return view === undefined ? noSuchExport : ok(view);
  }

  /** Whose copy it is from which a row with this mark came. */
  async copy(mark: string, actor: Actor): Promise<Result<ExportCopyView, Refusal>> {
    if (!may(actor, 'access.personal-data.audit', null))
      return refuse('forbidden', 'access.forbidden', 'The record of copies is not within your roles.', 'Ask the privacy officer.');
    const found = await this.exports.copyByMark(mark);
    if (found === null)
      return refuse('not-found', 'situation.no-such-copy', 'No copy has this mark.', 'Copy it letter by letter from the row.');
    const { copy, order } = found;
    const people = await this.accounts.people(
      [copy.takenBy, ...(order.agreedBy === null ? [] : [order.agreedBy])],
      actor,
      'situation.read-export-copy',
    );
    const person = (id: string) => ({ id, displayName: people.get(id)?.displayName ?? null });
    const { reference, kind, content, agreedBy, reason, legalBasis, caseReference } = order;
    const taken = { takenAt: copy.takenAt, takenBy: person(copy.takenBy), address: copy.address, device: copy.device };
    const why = { agreedBy: agreedBy === null ? null : person(agreedBy), reason, legalBasis, caseReference };
    return ok({ mark, reference, kind, content, ...taken, ...why });
  }

  private async views(orders: readonly ExportOrder[], actor: Actor): Promise<ExportView[]> {
    const standing = await this.standing(orders, actor);
    const codes = await this.codes(orders, actor);
    const now = this.clock.now();
    return orders.map((order) =>
      viewOf(order, standing.get(order.proposalId ?? '') ?? null, codes.get(order.incidentId ?? '') ?? null, now),
    );
  }

  /** The proposals of those that wait, by id. */
  private async standing(orders: readonly ExportOrder[], actor: Actor): Promise<ReadonlyMap<string, ProposalView>> {
    const waiting = orders.flatMap(({ stage, proposalId }) => (stage === 'waiting' && proposalId !== null ? [proposalId] : []));
    const found = await Promise.all(waiting.map((id) => this.proposals.one(id, actor)));
    return new Map(found.flatMap((proposal) => (proposal.ok ? [[proposal.value.id, proposal.value] as const] : [])));
  }

  /** An incident that is no longer shown to her keeps its code to itself. */
  private async codes(orders: readonly ExportOrder[], actor: Actor): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(orders.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId])))];
    const found = await Promise.all(ids.map(async (id) => visibleIncident(await this.incidents.get(id), actor)));
    return new Map(found.flatMap((incident) => (incident.ok ? [[incident.value.id, incident.value.code] as const] : [])));
  }
}

function viewOf(order: ExportOrder, proposal: ProposalView | null, incidentCode: string | null, now: Instant): ExportView {
  const { id, reference, kind, content, incidentId, missionIds, fromAt, toAt, reason, legalBasis, caseReference, stage } = order;
  const { orderedAt, proposalId, failure, done, total, readyAt, availableUntil, copies } = order;
  // A file whose time is over is gone for every reader, whether or not its place was freed yet.
  const isOver = stage === 'ready' && availableUntil !== null && availableUntil <= now;
  const waits = stage === 'waiting' && proposal !== null;
  return {
    ...{ id, reference, kind, content, incidentId, incidentCode, missionIds, from: fromAt, to: toAt, reason, legalBasis, caseReference },
    ...{ state: waits ? waitingState[proposal.state] : isOver ? 'gone' : stage, orderedAt, proposalId },
    ...{ answerBy: waits && proposal.state === 'open' ? proposal.expiresAt : null, refusal: waits ? proposal.reason : null },
    ...{ failure, done, total, readyAt, availableUntil, copies },
  };
}
