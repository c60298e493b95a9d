import { Readable, Writable } from 'node:stream';
import type { Client, Connection, Submittable } from 'pg';

/** The driver's line, as far as COPY needs it; its types know none of it. */
interface Line extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
  readonly stream: Connection['stream'] & { readonly writableNeedDrain: boolean };
}

/** What the driver calls while a COPY runs. */
abstract class Copy implements Submittable {
  protected line: Line | undefined;

  constructor(private readonly text: string) {}

  submit(connection: Connection): void {
    this.line = connection as Line;
    connection.query(this.text);
  }

  handleCommandComplete(): void {
    // What counts is that it is over: see handleReadyForQuery.
  }

  abstract handleError(error: Error): void;
  abstract handleReadyForQuery(): void;
}

/** Rows come one by one; they are handed on together. */
const HANDED_BYTES = 64 * 1024;

class CopyOut extends Copy {
  readonly rows = new Readable({ read: () => void this.line?.stream.resume() });
  private held: Buffer[] = [];
  private heldBytes = 0;

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver writes what comes next into the same memory: a row is copied before anything else is read.
    this.held.push(Buffer.from(chunk));
    this.heldBytes += chunk.length;
    if (this.heldBytes >= HANDED_BYTES && !this.handOn()) this.line?.stream.pause();
  }

  handleError(error: Error): void {
    this.rows.destroy(error);
  }

  handleReadyForQuery(): void {
    this.handOn();
    this.rows.push(null);
  }

  private handOn(): boolean {
    const bytes = Buffer.concat(this.held, this.heldBytes);
    this.held = [];
    this.heldBytes = 0;
    return bytes.length === 0 || this.rows.push(bytes);
  }
}

class CopyIn extends Copy {
  private begin: (() => void) | undefined;
  private ended: ((error?: Error | null) => void) | undefined;
  private failure: Error | undefined;
  private readonly begun = new Promise<void>((resolve) => (this.begin = resolve));

  readonly rows = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      void this.begun.then(() => {
        if (this.failure !== undefined) done(this.failure);
        else this.send(chunk, done);
      });
    },
    final: (done) => {
      this.ended = done;
      void this.begun.then(() => (this.failure === undefined ? this.line?.endCopyFrom() : done(this.failure)));
    },
    destroy: (error, done) => {
      if (error !== null && this.failure === undefined) this.line?.sendCopyFail('the backup could not be read');
      done(error);
    },
  });

  handleCopyInResponse(): void {
    this.begin?.();
  }

  handleCopyData(): void {
    // None comes back.
  }

  handleError(error: Error): void {
    this.failure = error;
    this.begin?.();
    if (this.ended !== undefined) this.ended(error);
    else this.rows.destroy(error);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) this.ended?.();
  }

  private send(chunk: Buffer, done: (error?: Error | null) => void): void {
    this.line?.sendCopyFromChunk(chunk);
    if (this.line?.stream.writableNeedDrain === true) this.line.stream.once('drain', () => done());
    else done();
  }
}

/** The rows of `COPY … TO STDOUT`, as PostgreSQL writes them. */
export function copyOut(client: Client, statement: string): Readable {
  const copy = new CopyOut(statement);
  client.query(copy);
  return copy.rows;
}

/** Takes the rows of `COPY … FROM STDIN`; `finish` comes when PostgreSQL has them all. */
export function copyIn(client: Client, statement: string): Writable {
  const copy = new CopyIn(statement);
  client.query(copy);
  return copy.rows;
}
