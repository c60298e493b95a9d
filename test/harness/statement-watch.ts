import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import { Client } from 'pg';

/** A statement as it went to PostgreSQL. */
export interface Told {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the driver is given: a text with values beside, a query object, or the platform's batch of several. */
type Asked = string | { readonly text: string; readonly values?: readonly unknown[]; readonly statements?: readonly Told[] };

/** What opens, narrows and closes a transaction is no question of the request's own. */
const FRAME = /^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SELECT set_config\()/i;

/** Hears every statement that an api in this process sends for a request, and of none that it sends by itself. */
export class StatementWatch {
  private readonly heard = new AsyncLocalStorage<Told[]>();
  private readonly spy: jest.SpyInstance;
  private latest: Told[] = [];

  constructor(server: Server) {
    server.prependListener('request', () => this.heard.enterWith((this.latest = [])));
    const { query } = Client.prototype;
    const { heard } = this;
    this.spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...words: unknown[]) {
      heard.getStore()?.push(...toldBy(words));
      return Reflect.apply(query, this, words) as unknown;
    });
  }

  /** All that the last request sent, in order. */
  get all(): readonly Told[] {
    return this.latest;
  }

  /** The same without the frame of its transactions. */
  get own(): readonly Told[] {
    return this.latest.filter(({ text }) => !FRAME.test(text));
  }

  /** All that something in this process sends until it has ended. */
  async during(act: () => Promise<unknown>): Promise<readonly Told[]> {
    const told: Told[] = [];
    await this.heard.run(told, act);
    return told;
  }

  end(): void {
    this.spy.mockRestore();
  }
}

function toldBy([asked, values]: unknown[]): Told[] {
  if (typeof asked === 'string') return [{ text: asked, values: Array.isArray(values) ? values : [] }];
  const { statements, text, values: own = [] } = asked as Exclude<Asked, string>;
  return statements === undefined ? [{ text, values: own }] : [...statements];
}
