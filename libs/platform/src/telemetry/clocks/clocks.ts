import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Clock } from '@bongsu/kernel';
import { CLOCK } from '../../database/clock.token';
import { Database } from '../../database/database';
import type { PositionedEntry } from '../../journal/append';
import { Wake } from '../../journal/wake';
import { asHouse } from '../../security/acting';
import { isSealed } from '../../security/visibility';
import { type RequestTold, type ShownTold, tellings } from '../tellings';
import { handOvers, receivedToStored, storedToBoard } from './clock-metrics';
import { type ClockDeclarations, type HandOverClock, declaresClocks } from './declared-clocks';

/** When the same subject last came to where the clock starts; nothing of what is sealed meanwhile. */
const STARTED = `
  SELECT at FROM journal_entry
   WHERE subject_id = $1 AND kind = $2 AND position < $3
     AND NOT EXISTS (SELECT FROM journal_entry AS stopped WHERE stopped.subject_id = $1 AND stopped.kind = ANY($4::text[])
                        AND stopped.position < $3 AND stopped.position > journal_entry.position)
   ORDER BY position DESC LIMIT 1`;

const STORES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * The four clocks: received → stored → on board → handed over → acknowledged. The last two are read from entries, by the process that numbers
 * them: each is counted once in the whole house, whichever process did it. What is sealed is on none of them.
 */
@Injectable()
export class Clocks implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Clocks.name);
  private readonly stops = new Map<string, HandOverClock[]>();
  private readonly leave: (() => void)[] = [];

  constructor(
    private readonly wake: Wake,
    private readonly database: Database,
    private readonly discovery: DiscoveryService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders())
      if (typeof metatype === 'function' && declaresClocks(metatype)) this.declare((instance as ClockDeclarations).clocks);
    const request = (told: RequestTold): void => this.request(told);
    const shown = (told: ShownTold): void => this.shown(told);
    tellings.on('request', request).on('shown', shown);
    this.leave.push(() => void tellings.off('request', request).off('shown', shown));
    this.leave.push(this.wake.on('sequenced', (entries) => this.numbered(entries)));
  }

  onApplicationShutdown(): void {
    for (const leave of this.leave) leave();
  }

  private declare(clocks: readonly HandOverClock[]): void {
    for (const clock of clocks) for (const kind of clock.to) this.stops.set(kind, [...(this.stops.get(kind) ?? []), clock]);
  }

  private request({ method, status, tookMs, isIntake }: RequestTold): void {
    if (STORES.has(method) && status < 300) receivedToStored.observe({ what: isIntake ? 'report' : 'other' }, tookMs / 1_000);
  }

  private shown({ entries }: ShownTold): void {
    const nowMs = Date.parse(this.clock.now());
    for (const { at } of entries.keys()) storedToBoard.observe(Math.max(0, nowMs - Date.parse(at)) / 1_000);
  }

  private numbered(entries: readonly PositionedEntry[]): void {
    for (const entry of entries)
      if (!isSealed(entry.audience)) for (const clock of this.stops.get(entry.kind) ?? []) void this.stop(clock, entry);
  }

  private async stop(clock: HandOverClock, { at, subject, position }: PositionedEntry): Promise<void> {
    try {
      const [started] = await asHouse(() =>
        this.database.query<{ at: Date }>(STARTED, [subject.id, clock.from, position, clock.to.filter((kind) => kind !== clock.from)]),
      );
      if (started !== undefined)
        handOvers[clock.clock].observe({ what: clock.what }, Math.max(0, Date.parse(at) - started.at.getTime()) / 1_000);
    } catch (fault) {
      this.logger.warn({ msg: 'clock', clock: clock.clock, cause: String(fault) });
    }
  }
}
