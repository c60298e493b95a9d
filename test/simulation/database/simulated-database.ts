import type { Machine } from '../engine/machine';
import type { World } from '../engine/world';
import type { Protection } from '../protections';
import type { Weather } from '../weather';
import { Execution, type Rows, type Surroundings } from './execution';
import { connectionLost, failure } from './failure';
import { Locks, MustWait } from './locks';
import { schema } from './schema';
import { type Answered, type Request, Session } from './session';
import { handlerOf } from './statements';
import { type Row, Table } from './table';
import { Waiters } from './waiters';

export interface Change {
  readonly table: string;
  readonly before: Row | undefined;
  readonly after: Row;
}
/** Told of every commit, in their order. */
export type Heard = (changes: readonly Change[], session: Session) => void;

const LOCK_TIMEOUT_MS = 2_000;
/** A session whose client is gone without a word is ended by then (idle_in_transaction_session_timeout). */
const HALF_OPEN_MS = 10_000;

/** PostgreSQL as the house needs it: transactions, row locks, unique values, advisory locks; sessions that break; a server that goes away and comes back. */
export class SimulatedDatabase implements Surroundings {
  readonly locks = new Locks();
  readonly sessions = new Set<Session>();
  isUp = true;
  private readonly tables = new Map(schema.map((definition) => [definition.name, new Table(definition)]));
  private readonly heard: Heard[] = [];
  private readonly waiters = new Waiters();
  private readonly sequences = new Map<string, number>();
  readonly secondFences = new Set<string>();
  private serials = 0;
  private opened = 0;

  constructor(
    private readonly world: World,
    private readonly weather: Weather,
    private readonly missing: ReadonlySet<Protection>,
  ) {}

  get nowMs(): number {
    return this.world.nowMs;
  }

  lacks(protection: Protection): boolean {
    return this.missing.has(protection);
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (table === undefined) throw new Error(`the simulation has no table ${name}`);
    return table;
  }

  onCommit(hear: Heard): void {
    this.heard.push(hear);
  }

  /** A second fence held what the first should have: in a house that has both it is never touched. */
  secondFenceHeld(what: string): void {
    this.world.tell(() => what);
    this.secondFences.add(what);
  }

  /** Used up even when the transaction fails. */
  nextSerial(): number {
    return ++this.serials;
  }

  nextNumber(sequence: string): number {
    const number = (this.sequences.get(sequence) ?? 0) + 1;
    this.sequences.set(sequence, number);
    return number;
  }

  open(client: Machine | undefined, name: string): Session {
    const session = new Session(++this.opened, client, name);
    this.sessions.add(session);
    const lateMs = this.weather.happens('half-open') ? HALF_OPEN_MS : this.world.chance.below(20);
    session.unwatch = client?.onEnd(() => void this.world.after(lateMs, () => this.end(session)));
    return session;
  }

  /** Sends a request and tells of its answer, each after its way; on one connection nothing overtakes anything. */
  ask(session: Session, request: Request): void {
    const { weather, world } = this;
    const lostOnTheWay = weather.happens('reset-before');
    const lostOnTheWayBack = weather.happens('reset-after');
    const answered: Request = {
      statements: request.statements,
      done: (error, answers) =>
        void world.after(
          session.inOrder('back', world.sinceBeginMs, weather.wayMs()),
          () => {
            if (lostOnTheWayBack) this.end(session);
            request.done(lostOnTheWayBack ? connectionLost() : error, answers);
          },
          session.client,
        ),
    };
    world.after(session.inOrder('there', world.sinceBeginMs, weather.wayMs()), () => {
      if (lostOnTheWay) this.end(session);
      if (session.isOver || !this.isUp) return answered.done(connectionLost(), []);
      session.waiting.push(answered);
      this.serve(session);
    });
  }

  /** The transaction is rolled back and everything that it held is free. */
  end(session: Session): void {
    if (session.isOver) return;
    session.isOver = true;
    if (session.advisory.size > 0) this.world.tell(() => `the leader of ${session.client?.name ?? ''} is deposed`);
    session.unwatch?.();
    for (const request of session.waiting.splice(0)) request.done(connectionLost(), []);
    this.sessions.delete(session);
    session.advisory.clear();
    this.finish(session, false);
    // What was answered before is heard before.
    const lateMs = session.inOrder('back', this.world.sinceBeginMs, 1);
    if (session.onLost !== undefined) this.world.after(lateMs, session.onLost, session.client);
  }

  takeAdvisory(number: number, session: Session): boolean {
    for (const other of this.sessions) if (other !== session && other.advisory.has(number)) return false;
    session.advisory.add(number);
    this.world.tell(() => `${session.client?.name ?? ''} leads (session ${session.number})`);
    return true;
  }

  private serve(session: Session): void {
    if (session.isBusy || session.isOver) return;
    const request = session.waiting[0];
    if (request === undefined) return;
    session.isBusy = true;
    this.step(session, request, 0, [], session.state === 'idle');
  }

  /** Runs the statements of a request from one on; others may come between any two. */
  private step(session: Session, request: Request, from: number, answers: Answered[], alone: boolean): void {
    for (let at = from; at < request.statements.length; at++) {
      if (session.isOver) return;
      try {
        answers.push(this.execute(session, request.statements[at]!));
      } catch (reason) {
        if (reason instanceof MustWait) return this.block(session, reason, () => this.step(session, request, at, answers, alone));
        if (session.state === 'open') session.state = 'failed';
        if (alone && session.state === 'idle') this.finish(session, false);
        return this.answer(session, request, reason instanceof Error ? reason : new Error(String(reason)), []);
      }
      if (at + 1 < request.statements.length && this.weather.happens('between-statements'))
        return void this.world.after(this.world.chance.next(), () => this.step(session, request, at + 1, answers, alone));
    }
    // Without BEGIN a request is a transaction of its own.
    if (session.state === 'idle') this.finish(session, true);
    this.answer(session, request, null, answers);
  }

  private answer(session: Session, request: Request, error: Error | null, answers: readonly Answered[]): void {
    session.waiting.shift();
    session.isBusy = false;
    request.done(error, answers);
    this.serve(session);
  }

  private execute(session: Session, { text, values }: Request['statements'][number]): Answered {
    const answer = (command: string, rows: Rows = [], affected = 0): Answered => ({ command, rows, affected });
    if (text === 'BEGIN') {
      session.state = 'open';
      return answer('BEGIN');
    }
    if (text === 'COMMIT' || text === 'ROLLBACK') {
      const isGood = text === 'COMMIT' && session.state !== 'failed';
      this.finish(session, isGood);
      return answer(isGood ? 'COMMIT' : 'ROLLBACK');
    }
    if (session.state === 'failed') throw failure('25P02', 'current transaction is aborted');
    const handler = handlerOf(text);
    if (handler === undefined) {
      const unknown = new Error(`the simulated database does not know this statement: ${text.replace(/\s+/g, ' ').trim()}`);
      this.world.breakOff(unknown);
      throw unknown;
    }
    const execution = new Execution(this, session);
    const rows = handler(execution, values);
    execution.settle();
    return answer('', rows, execution.affected);
  }

  private finish(session: Session, isGood: boolean): void {
    const changes: Change[] = [];
    if (isGood)
      for (const [table, rows] of session.writes)
        for (const [key, after] of rows) {
          changes.push({ table, before: this.table(table).rows.get(key), after });
          this.table(table).put(key, after);
        }
    session.writes.clear();
    session.state = 'idle';
    this.locks.letGo(session);
    this.waiters.ended(session);
    if (changes.length > 0) for (const hear of this.heard) hear(changes, session);
    this.waiters.wake(this.world);
  }

  private block(session: Session, { holders }: MustWait, again: () => void): void {
    if (!this.waiters.wait(session, holders, again)) return this.fail(session, failure('40P01', 'deadlock detected'));
    this.world.after(LOCK_TIMEOUT_MS, () => {
      if (this.waiters.isWaiting(session, again)) this.fail(session, failure('55P03', 'canceling statement due to lock timeout'));
    });
  }

  private fail(session: Session, error: Error): void {
    this.waiters.forget(session);
    const request = session.waiting[0];
    if (session.state === 'open') session.state = 'failed';
    else this.finish(session, false);
    if (request !== undefined) this.answer(session, request, error, []);
  }
}
