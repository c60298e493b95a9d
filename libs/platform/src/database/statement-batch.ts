import { Query, type Connection as Wire, types } from 'pg';
import { parameterText } from './parameter-text';

/** One prepared statement with its values. */
export interface Statement {
  /** Under which PostgreSQL keeps it prepared on this connection; undefined = not kept. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What one statement of a batch was answered. */
export interface Answer {
  readonly rows: Record<string, unknown>[];
  /** What PostgreSQL did: `INSERT 0 1`, `COMMIT` – or `ROLLBACK` to a COMMIT of what had failed. */
  readonly command: string;
}

/** The driver's connection, as far as it is used here. */
export interface Connection {
  query(query: Query): unknown;
}

/**
 * Sends statements in one message, with one Sync at its end, and resolves with the answer of each. PostgreSQL answers them in one message too: a
 * transaction costs as many round trips, system calls and wake-ups as there are batches, not statements. When one fails the ones after it are
 * skipped (PostgreSQL, "Extended Query Pipelining") and its error is thrown.
 */
export function sendBatch(connection: Connection, statements: readonly Statement[]): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const batch = new StatementBatch(statements, (failure, answers) => (failure === null ? resolve(answers) : reject(failure)));
    connection.query(batch as unknown as Query);
  });
}

type Done = (failure: Error | null, answers: Answer[]) => void;

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** What the driver knows of a connection's prepared statements; its types leave it out. */
interface Prepared {
  /** Statements by name: parsed, and sent to be parsed. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** The columns of statements that were answered before, for each connection: they cannot change while it is prepared, so nobody need ask again. */
const columnsKnown = new WeakMap<Wire, Map<string, readonly Column[]>>();
const NO_COLUMNS: readonly Column[] = [];

/** To the driver one query, inside as many as there are statements; `index` says whose answer is being read. */
class StatementBatch {
  private readonly answers: { rows: Record<string, unknown>[]; command: string }[];
  private columns: readonly Column[] = NO_COLUMNS;
  private known: Map<string, readonly Column[]> = new Map();
  private readonly parsing: string[] = [];
  private index = 0;

  constructor(
    readonly statements: readonly Statement[],
    private readonly done: Done,
  ) {
    this.answers = statements.map(() => ({ rows: [], command: '' }));
  }

  /** Name and text of the statement that is being parsed: the driver notes by them what it need not parse again. */
  get name(): string | undefined {
    return this.statements[this.index]?.name;
  }
  get text(): string {
    return this.statements[this.index]?.text ?? '';
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: TypeId }[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID) as Column['parse'] }));
    if (this.name !== undefined) this.known.set(this.name, this.columns);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    this.columns.forEach(({ name, parse }, index) => {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    });
    this.answers[this.index]?.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const answer = this.answers[this.index];
    if (answer !== undefined) answer.command = text;
    // A statement without columns is never described anew either.
    if (this.name !== undefined && !this.known.has(this.name)) this.known.set(this.name, NO_COLUMNS);
    this.index += 1;
    this.columns = this.known.get(this.name ?? '') ?? NO_COLUMNS;
  }

  handleError(failure: Error, wire: Wire): void {
    // Sent to be parsed and perhaps skipped: they must be parsed again the next time.
    const { submittedNamedStatements } = wire as Wire & Prepared;
    for (const name of this.parsing) Reflect.deleteProperty(submittedNamedStatements, name);
    this.done(failure, []);
  }

  handleReadyForQuery(): void {
    this.done(null, this.answers);
  }

  /** Everything in one write. Values that cannot be written are found before anything is, so that no COMMIT follows half a batch. */
  submit(wire: Wire & Prepared): Error | null {
    let texts: (string | Buffer | null)[][];
    try {
      texts = this.statements.map(({ values }) => values.map(parameterText));
    } catch (failure) {
      return failure instanceof Error ? failure : new Error(String(failure));
    }
    this.known = columnsKnown.get(wire) ?? new Map<string, readonly Column[]>();
    columnsKnown.set(wire, this.known);
    this.columns = this.known.get(this.name ?? '') ?? NO_COLUMNS;
    wire.stream.cork();
    this.statements.forEach(({ name, text }, index) => {
      if (needsParsing(wire, name)) this.parse(wire, name, text);
      wire.bind({ ...(name === undefined ? {} : { statement: name }), values: texts[index] ?? [] }, true);
      if (name === undefined || !this.known.has(name)) wire.describe({ type: 'P', name: '' }, true);
      wire.execute({ portal: '' }, true);
    });
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  private parse(wire: Wire & Prepared, name: string | undefined, text: string): void {
    wire.parse({ name: name ?? '', text, types: [] }, true);
    if (name === undefined) return;
    wire.submittedNamedStatements[name] = text;
    this.parsing.push(name);
  }
}

// A pipelining client takes queries of the driver's own kind and no other Submittable. The kind is all that is needed of it: its constructor
// would take longer than everything else here.
Object.setPrototypeOf(StatementBatch.prototype, Query.prototype as object);

function needsParsing(wire: Prepared, name: string | undefined): boolean {
  return name === undefined || !(name in wire.parsedStatements || name in wire.submittedNamedStatements);
}
