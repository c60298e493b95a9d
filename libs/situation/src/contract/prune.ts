import { requestStates, type DeploymentState, type OfferState, type RequestState, type ShipmentState } from '@bongsu/dispatch/contract';
import type { BoardDraft, BoardRows, BoardTable } from './board-draft';
import { CLOSED_KEPT, DISPATCH_KEPT, REPORTS_KEPT } from './board-state';
import { Shelf, type Shelved } from './shelf';

/** Requests, offers and journeys that nothing more can happen to. */
const endedRequests: ReadonlySet<RequestState> = new Set(
  requestStates.filter((state) => state === 'closed' || state === 'declined' || state === 'withdrawn'),
);
const endedOffers: ReadonlySet<OfferState> = new Set<OfferState>(['declined', 'escalated', 'fulfilled', 'withdrawn']);
const endedDeployments: ReadonlySet<DeploymentState> = new Set<DeploymentState>(['returned', 'cancelled']);
const endedShipments: ReadonlySet<ShipmentState> = new Set<ShipmentState>(['received', 'lost', 'cancelled', 'lapsed']);

type ShelvedTable = 'incidents' | 'reports' | 'requests' | 'offers' | 'deployments' | 'shipments';

/** How many of a table are kept that may be forgotten, and which those are: null when the row must stay. */
interface ShelfRule<Name extends BoardTable> {
  readonly kept: number;
  shelved(board: BoardDraft, row: BoardRows[Name]): Shelved | null;
}

/**
 * What keeps the board bounded. Everything of an incident on the board stays as long as the incident does; closed incidents
 * go oldest first and take their reports and dispatch with them. What belongs to no incident on the board goes oldest first
 * by itself: loose reports, and dispatch that has ended. Ids are UUID v7, so their order is the order of birth.
 */
const rules: { readonly [Name in ShelvedTable]: ShelfRule<Name> } = {
  incidents: { kept: CLOSED_KEPT, shelved: (_, { closedAt, id }) => (closedAt === null ? null : { at: closedAt, id }) },
  reports: {
    kept: REPORTS_KEPT,
    shelved: (board, { incidentId, enteredAt, id }) => (board.row('incidents', incidentId) ? null : { at: enteredAt, id }),
  },
  requests: { kept: DISPATCH_KEPT, shelved: (board, row) => loose(board, row, endedRequests.has(row.state)) },
  offers: { kept: DISPATCH_KEPT, shelved: (board, row) => loose(board, row, endedOffers.has(row.state)) },
  deployments: { kept: DISPATCH_KEPT, shelved: (board, row) => loose(board, row, endedDeployments.has(row.state)) },
  shipments: { kept: DISPATCH_KEPT, shelved: (board, row) => loose(board, row, endedShipments.has(row.state)) },
};
const shelvedTables = Object.keys(rules) as ShelvedTable[];

function loose(board: BoardDraft, row: { incidentId: string; id: string }, ended: boolean): Shelved | null {
  return ended && !board.row('incidents', row.incidentId) ? { at: '', id: row.id } : null;
}

/** The shelves of one batch, each built when first needed. After each entry the board is as if it alone had been reduced. */
export class Shelves {
  private readonly built = new Map<ShelvedTable, Shelf>();

  constructor(private readonly board: BoardDraft) {}

  /** Looks at what the last entry touched, and forgets what no longer fits. */
  settle(): void {
    for (const { table, id, born } of this.board.takeTouched()) {
      if (isShelved(table)) this.place(table, id);
      if (table === 'incidents' && born) this.adopt();
    }
    // What is forgotten is touched too; nothing else follows from it.
    for (const { table, id } of this.board.takeTouched()) if (isShelved(table)) this.built.get(table)?.remove(id);
  }

  private place<Name extends ShelvedTable>(table: Name, id: string): void {
    const row = this.board.row(table, id);
    const rule: ShelfRule<Name> = rules[table];
    const thing = row === undefined ? null : rule.shelved(this.board, row);
    this.built.get(table)?.remove(id);
    if (thing === null) return;
    const shelf = this.shelf(table, rule);
    shelf.add(thing);
    while (shelf.size > rule.kept) this.forget(table, shelf.takeOldest()?.id ?? id);
  }

  /** An incident came onto the board: what lay loose may be its own. */
  private adopt(): void {
    for (const [table, shelf] of this.built) {
      if (table === 'incidents') continue;
      for (const { id } of [...shelf.members()]) if (this.isHeld(table, id)) shelf.remove(id);
    }
  }

  private isHeld<Name extends ShelvedTable>(table: Name, id: string): boolean {
    const row = this.board.row(table, id);
    const rule: ShelfRule<Name> = rules[table];
    return row === undefined || rule.shelved(this.board, row) === null;
  }

  private forget(table: ShelvedTable, id: string): void {
    this.board.remove(table, id);
    if (table === 'reports') for (const proposalId of this.board.proposalsOf(id)) this.board.remove('proposals', proposalId);
    if (table === 'incidents') this.forgetAllOf(id);
  }

  private forgetAllOf(incidentId: string): void {
    for (const table of ['reports', 'proposals', 'requests', 'offers', 'deployments', 'shipments'] as const) {
      const rows: Record<string, { readonly id: string; readonly incidentId: string | null }> = this.board.board[table];
      for (const row of Object.values(rows)) {
        if (row.incidentId !== incidentId) continue;
        this.board.remove(table, row.id);
        if (table === 'reports') for (const proposalId of this.board.proposalsOf(row.id)) this.board.remove('proposals', proposalId);
      }
    }
  }

  private shelf<Name extends ShelvedTable>(table: Name, rule: ShelfRule<Name>): Shelf {
    const known = this.built.get(table);
    if (known) return known;
    const rows: Record<string, BoardRows[Name]> = this.board.rowsOf(table);
    const shelf = new Shelf(
      Object.values(rows)
        .map((row) => rule.shelved(this.board, row))
        .filter((thing) => thing !== null),
    );
    this.built.set(table, shelf);
    return shelf;
  }
}

function isShelved(table: BoardTable): table is ShelvedTable {
  return (shelvedTables as readonly string[]).includes(table);
}
