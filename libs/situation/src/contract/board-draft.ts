import type { MissionStatus } from '@bongsu/missions/contract';
import type {
  BoardDeployment,
  BoardIncident,
  BoardLane,
  BoardOffer,
  BoardProposal,
  BoardRecent,
  BoardReport,
  BoardRequest,
  BoardShipment,
  BoardState,
} from './board-state';

/** What each table of the board holds. */
export interface BoardRows {
  incidents: BoardIncident;
  reports: BoardReport;
  proposals: BoardProposal;
  requests: BoardRequest;
  offers: BoardOffer;
  deployments: BoardDeployment;
  shipments: BoardShipment;
  lanes: BoardLane;
  missionStatuses: MissionStatus;
}
export type BoardTable = keyof BoardRows;
/** The tables whose rows are objects and can be changed field by field. */
export type EditableTable = Exclude<BoardTable, 'missionStatuses'>;
type Tables = { [Name in BoardTable]: Record<string, BoardRows[Name]> };

/** A row that an entry put, changed or removed; `born` when the board did not hold it before. */
export interface Touched {
  readonly table: BoardTable;
  readonly id: string;
  readonly born: boolean;
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The ticker's length. */
export const RECENT_KEPT = 60;

/**
 * A board in the making: copy on write, each table, row and list at most once per batch however many entries touch it.
 *
 * The board it began with is never changed, and whatever no entry touched keeps its identity: React renders only what is new.
 */
export class BoardDraft {
  private state: BoardState & Tables;
  /** Objects made during this batch; nobody outside holds them yet, so they may be changed. */
  private readonly owned = new Set<object>();
  private readonly members = new Map<readonly string[], Set<string>>();
  private proposalIds: Map<string, Set<string>> | null = null;
  private touched: Touched[] = [];

  constructor(before: BoardState) {
    this.state = before;
  }

  /** The board so far; the draft must not be used after it was handed out. */
  get board(): BoardState {
    return this.state;
  }

  /** A row to read. `hasOwn`, because an id is somebody else's text. */
  row<Name extends BoardTable>(table: Name, id: string | null): BoardRows[Name] | undefined {
    const rows: Tables[Name] = this.state[table];
    if (id === null) return undefined;
    const row = rows[id];
    return row !== undefined && inherited.has(id) ? undefined : row;
  }

  /** A whole table to read. */
  rowsOf<Name extends BoardTable>(table: Name): Record<string, BoardRows[Name]> {
    const rows: Tables[Name] = this.state[table];
    return rows;
  }

  /** A row to change; undefined when the board does not hold it. */
  edit<Name extends EditableTable>(table: Name, id: string | null): BoardRows[Name] | undefined {
    const row = this.row(table, id);
    if (row === undefined || id === null) return undefined;
    this.touched.push({ table, id, born: false });
    const own = this.ownRecord(row);
    if (own !== row) this.rows(table)[id] = own;
    return own;
  }

  put<Name extends BoardTable>(table: Name, id: string, row: BoardRows[Name]): void {
    this.touched.push({ table, id, born: this.row(table, id) === undefined });
    this.rows(table)[id] = row;
    if (typeof row === 'object') this.owned.add(row);
    if (typeof row === 'object' && 'reportId' in row)
      this.proposalIds?.set(row.reportId, new Set(this.proposalIds.get(row.reportId)).add(id));
  }

  remove(table: BoardTable, id: string): void {
    if (this.row(table, id) === undefined) return;
    Reflect.deleteProperty(this.rows(table), id);
    this.touched.push({ table, id, born: false });
  }

  /** The list with the item in it once; owned, so put it back into its row. */
  withItem(list: string[], item: string): string[] {
    const own = this.ownList(list);
    const members = this.membersOf(own);
    if (!members.has(item)) own.push(item);
    members.add(item);
    return own;
  }

  /** The list without the item; owned, so put it back into its row. */
  withoutItem(list: string[], item: string): string[] {
    const own = this.ownList(list);
    const index = own.indexOf(item);
    if (index >= 0) own.splice(index, 1);
    this.membersOf(own).delete(item);
    return own;
  }

  /** A record, to change; the same one when it was made in this batch, else its copy. */
  ownRecord<T extends object>(record: T): T {
    return this.owned.has(record) ? record : this.remember({ ...record });
  }

  /** The proposals that are open for a report. */
  proposalsOf(reportId: string): readonly string[] {
    if (this.proposalIds === null) {
      this.proposalIds = new Map();
      for (const { id, reportId: of } of Object.values(this.state.proposals))
        this.proposalIds.set(of, new Set(this.proposalIds.get(of)).add(id));
    }
    return [...(this.proposalIds.get(reportId) ?? [])].filter((id) => this.row('proposals', id));
  }

  count(total: keyof BoardState['totals']): void {
    const board = this.ownState();
    board.totals = this.ownRecord(board.totals);
    board.totals[total] += 1;
  }

  tell(recent: BoardRecent): void {
    const board = this.ownState();
    board.recent = this.ownList(board.recent);
    board.recent.unshift(recent);
    if (board.recent.length > RECENT_KEPT) board.recent.length = RECENT_KEPT;
  }

  /** The rows touched since the last call. */
  takeTouched(): readonly Touched[] {
    const taken = this.touched;
    this.touched = [];
    return taken;
  }

  private rows<Name extends BoardTable>(table: Name): Record<string, BoardRows[Name]> {
    const board: Tables = this.ownState();
    const rows: Tables[Name] = this.ownRecord(board[table]);
    board[table] = rows;
    return rows;
  }

  private ownState(): BoardState & Tables {
    this.state = this.ownRecord(this.state);
    return this.state;
  }

  private ownList<Item>(list: Item[]): Item[] {
    return this.owned.has(list) ? list : this.remember([...list]);
  }

  /** An index beside a long list, so that a storm of reports on one incident stays linear. */
  private membersOf(own: string[]): Set<string> {
    const known = this.members.get(own);
    if (known) return known;
    const made = new Set(own);
    this.members.set(own, made);
    return made;
  }

  private remember<T extends object>(made: T): T {
    this.owned.add(made);
    return made;
  }
}
