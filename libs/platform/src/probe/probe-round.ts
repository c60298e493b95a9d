import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@bongsu/kernel';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { type Leg, legs } from '../contract/standing';
import { answersWithin } from '../database/answers-within';
import { CLOCK } from '../database/clock.token';
import { Database } from '../database/database';
import { QueueBackend } from '../jobs/queue-backend';
import type { Round } from './legs';
import { ProbeBoard } from './probe-board';
import type { ProbeLine } from './probe-line';

const ASK_EVERY_MS = 100;
const CHECK_WITHIN_MS = 3_000;
/** A line that is not had by then is a broken leg, and the beacon is not kept waiting for it. */
const LINE_WITHIN_MS = 5_000;
const UNNUMBERED = `SELECT EXISTS (SELECT FROM journal_entry WHERE position IS NULL AND correlation_id = $1) AS waits`;
const ACKNOWLEDGED = 'SELECT acknowledged_at IS NOT NULL AS done FROM platform_probe WHERE id = $1';

/** Lights one beacon and follows it: in by HTTP, into the journal, out on a line, through the queues to a worker and back. */
@Injectable()
export class ProbeRound {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'probe'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly queues: QueueBackend,
    private readonly board: ProbeBoard,
  ) {}

  /** `origin`: where this process itself listens. Never throws: what fails is a broken leg. */
  async walk(origin: string): Promise<Round> {
    const at = this.clock.now();
    const beganMs = performance.now();
    const tookMs: Partial<Record<Leg, number>> = {};
    const broken = new Set<Leg>();
    const note = (leg: Leg, isReached: boolean): boolean => {
      if (isReached) tookMs[leg] = Math.round(performance.now() - beganMs);
      else broken.add(leg);
      return isReached;
    };
    const round = newId();
    const line = await this.board.open(origin, Math.min(LINE_WITHIN_MS, this.patienceMs));
    try {
      const stored = await this.knock(origin, round);
      note('door', stored !== 'no-answer');
      // A door that answers and does not store: what it stands on is away, or it is itself at fault.
      const isStored = stored === 'stored' && note('database', true);
      if (stored === 'not-stored') note((await this.databaseAnswers()) ? 'door' : 'database', false);
      if (isStored) await Promise.all([this.followBoard(line, round, note), this.followJob(round, note)]);
    } finally {
      line?.close();
    }
    return { at, reached: legs.filter((leg) => leg in tookMs && !broken.has(leg)), broken: legs.filter((leg) => broken.has(leg)), tookMs };
  }

  private get patienceMs(): number {
    return this.settings.probe.PROBE_PATIENCE_MS;
  }

  private async knock(origin: string, round: string): Promise<'stored' | 'not-stored' | 'no-answer'> {
    try {
      const { status } = await fetch(`${origin}/api/v1/probe`, {
        method: 'POST',
        headers: { authorization: this.board.authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ round }),
        signal: AbortSignal.timeout(this.patienceMs),
      });
      return status === 201 ? 'stored' : 'not-stored';
    } catch {
      return 'no-answer';
    }
  }

  private async followBoard(line: ProbeLine | null, round: string, note: (leg: Leg, isReached: boolean) => boolean): Promise<void> {
    const isShown = line !== null && (await line.shows(round, this.patienceMs));
    const waits = isShown ? false : await this.ask<{ waits: boolean }>(UNNUMBERED, round).then((row) => row?.waits === true);
    if (note('sequencer', !waits)) note('board', isShown);
  }

  private async followJob(round: string, note: (leg: Leg, isReached: boolean) => boolean): Promise<void> {
    const late = performance.now() + this.patienceMs;
    let isDone = false;
    while (!isDone && performance.now() < late) {
      isDone = (await this.ask<{ done: boolean }>(ACKNOWLEDGED, round))?.done === true;
      if (!isDone) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
    // Deadlines are kept from rows while the queues are away: that it was done says nothing of them.
    const doQueuesAnswer = note('queues', await this.queuesAnswer());
    if (isDone || doQueuesAnswer) note('worker', isDone);
  }

  private ask<Row>(sql: string, round: string): Promise<Row | undefined> {
    return this.database.query<Row>(sql, [round]).then(
      ([row]) => row,
      () => undefined,
    );
  }

  private databaseAnswers(): Promise<boolean> {
    return answersWithin(CHECK_WITHIN_MS, this.database.query('SELECT 1'));
  }

  private queuesAnswer(): Promise<boolean> {
    return answersWithin(CHECK_WITHIN_MS, this.queues.check());
  }
}
