import { Client } from 'pg';

/** Where the world that every database is copied from is made. */
const TEMPLATE = 'world';

/** The databases of one server: a world made once, and copies of it. */
export class Databases {
  private template: Promise<string> | undefined;

  constructor(
    private readonly urlOf: (database: string) => string,
    private readonly makeWorld: (url: string) => Promise<void>,
  ) {}

  /** An empty database, for a floor. What a chapter that failed left behind under this name goes. */
  async empty(name: string): Promise<string> {
    await this.drop(name);
    await this.onServer(`CREATE DATABASE ${name}`);
    return this.urlOf(name);
  }

  /** A database with tables, missions and one account, and nothing reported yet. */
  async world(name: string): Promise<string> {
    return this.copyOf(await (this.template ??= this.makeTemplate()), name);
  }

  /** A copy of another database that nobody is connected to. */
  async copyOf(original: string, name: string): Promise<string> {
    await this.drop(name);
    await this.onServer(`CREATE DATABASE ${name} TEMPLATE ${original} STRATEGY FILE_COPY`);
    return this.urlOf(name);
  }

  async drop(name: string): Promise<void> {
    await this.onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** Statements of the owner on one database, one after the other; answers the rows of the last. */
  async run<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      let rows: Row[] = [];
      for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }

  /** How many connections were opened to a database until now; asked from outside it, so that the question is not among them. */
  async openedTo(url: string): Promise<number> {
    const name = new URL(url).pathname.slice(1);
    const [row] = await this.run<{ n: string }>(
      this.urlOf('postgres'),
      `SELECT sessions AS n FROM pg_stat_database WHERE datname = '${name}'`,
    );
    return Number(row?.n);
  }

  async onServer(statement: string): Promise<void> {
    await this.run(this.urlOf('postgres'), statement);
  }

  private async makeTemplate(): Promise<string> {
    try {
      const url = await this.empty(TEMPLATE);
      await this.makeWorld(url);
      return TEMPLATE;
    } catch (fault) {
      // The next who asks tries again.
      this.template = undefined;
      throw fault;
    }
  }
}
