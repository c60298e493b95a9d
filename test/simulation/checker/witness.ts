import { JobRefused } from '@bongsu/platform/contract';
import type { Change, SimulatedDatabase } from '../database/simulated-database';
import type { Session } from '../database/session';
import type { Row } from '../database/table';
import type { World } from '../engine/world';
import { incidentTransitions } from '../../../libs/incidents/src/domain/incident';
import { deploymentTransitions } from '../../../libs/dispatch/src/domain/deployment';
import { offerTransitions } from '../../../libs/dispatch/src/domain/offer';
import { shipmentTransitions } from '../../../libs/dispatch/src/domain/shipment';
import { requestTransitions } from '../../../libs/dispatch/src/domain/support-request';
import { staffTransitions } from '../../../libs/resources/src/domain/staff-life-cycle';

interface LifeCycle {
  readonly table: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>;
}

const lifeCycles: Readonly<Record<string, LifeCycle>> = {
  incidents_incident: incidentTransitions,
  dispatch_request: requestTransitions,
  dispatch_offer: offerTransitions,
  dispatch_deployment: deploymentTransitions,
  dispatch_shipment: shipmentTransitions,
  resources_staff: staffTransitions,
};

/** In one step of a request several things may follow from each other: it is planned anew and taken at once. */
const stepsAtOnce = (table: string): number => (table === 'dispatch_request' ? 2 : 1);

/** Watches every commit: what only shows while it happens. */
export class Witness {
  readonly wrong: string[] = [];
  /** Entries in the order in which they were committed, by what they are about. */
  readonly committed = new Map<string, string[]>();
  private readonly sequencers: number[] = [];

  constructor(
    database: SimulatedDatabase,
    private readonly world: World,
  ) {
    database.onCommit((changes, session) => this.see(changes, session));
  }

  private see(changes: readonly Change[], session: Session): void {
    for (const { table, before, after } of changes) {
      if (table === 'journal_entry') this.seeEntry(before, after);
      if (before === undefined) continue;
      this.seeState(table, before, after);
      this.seeVersion(table, before, after);
    }
    if (changes.some(({ table, before }) => table === 'journal_entry' && before !== undefined)) this.seeSequencer(session);
  }

  private seeEntry(before: Row | undefined, after: Row): void {
    if (before !== undefined) {
      if (before.position !== null) this.wrong.push(`entry ${String(after.id)} was numbered twice`);
      return;
    }
    this.world.tell(
      () => `committed ${String(after.kind)} ${String(after.subject_id).slice(-4)} by ${String(after.actor_id)} as ${String(after.serial)}`,
    );
    // Written without the lock of what it is about: it happened at the same time as whatever was done there.
    if (after.kind === JobRefused.kind) return;
    const about = String(after.subject_id);
    this.committed.set(about, [...(this.committed.get(about) ?? []), String(after.id)]);
  }

  /** Only along the life cycle's own table. */
  private seeState(table: string, { id, state: from }: Row, { state: to }: Row): void {
    const cycle = lifeCycles[table];
    if (cycle === undefined || from === to) return;
    let reached = new Set([String(from)]);
    for (let step = 1; step <= stepsAtOnce(table); step++) {
      reached = new Set([...reached].flatMap((state) => Object.values(cycle.table[state] ?? {}) as string[]));
      if (reached.has(String(to))) return;
    }
    this.wrong.push(`${table} ${String(id)} went from ${String(from)} to ${String(to)}, which no act leads to`);
  }

  /** One more with every change, so that nobody's change is written over another's. */
  private seeVersion(table: string, before: Row, after: Row): void {
    if (typeof before.version !== 'number' || typeof after.version !== 'number') return;
    // Who was told is no part of what one reads of an incident.
    if (table === 'incidents_incident' && before.version === after.version && before.state === after.state) return;
    // Several holds of one lot may end in one transaction, each with a version of its own.
    const isRight = table === 'resources_lot' ? after.version > before.version : after.version === before.version + 1;
    if (!isRight) this.wrong.push(`${table} ${String(after.id)} went from version ${before.version} to ${after.version}`);
  }

  /** A sequencer that another one followed has ended for good: it never numbers again. */
  private seeSequencer({ number }: Session): void {
    if (this.sequencers.at(-1) === number) return;
    if (this.sequencers.includes(number)) this.wrong.push('two sequencers led at the same time');
    this.sequencers.push(number);
  }
}
