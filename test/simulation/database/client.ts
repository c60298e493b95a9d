import { EventEmitter } from 'node:events';
import { type Machine, thisMachine } from '../engine/machine';
import { refusedToConnect } from './failure';
import type { Session } from './session';
import type { SimulatedServer } from './server';
import { ask } from './wire';
import type { Row } from './table';

const servers = new WeakMap<object, SimulatedServer>();

/** Says which server the connections of a world go to. */
export function serves(world: object, server: SimulatedServer): void {
  servers.set(world, server);
}

/** The driver's client, as the sequencer and the wake use it: one session of their own, with LISTEN and NOTIFY. */
export class SimulatedClient extends EventEmitter {
  private readonly machine: Machine;
  private readonly name: string;
  private session: Session | undefined;

  constructor({ application_name: name = '' }: { application_name?: string }) {
    super();
    const machine = thisMachine();
    if (machine === undefined) throw new Error('a connection belongs to a process');
    this.machine = machine;
    this.name = name;
  }

  private get server(): SimulatedServer {
    return servers.get(this.machine.world)!;
  }

  async connect(): Promise<void> {
    await this.machine.world.wait(1, this.machine);
    if (!this.server.database.isUp) throw refusedToConnect();
    this.session = this.server.database.open(this.machine, this.name);
    this.session.onLost = () => {
      this.emit('error', new Error('Connection terminated unexpectedly'));
      this.emit('end');
    };
  }

  async query(asked: string | { text: string; values?: unknown[] }, more: unknown[] = []): Promise<{ rows: Row[] }> {
    const { text, values = more } = typeof asked === 'string' ? { text: asked } : asked;
    if (this.session === undefined || this.session.isOver) throw new Error('Connection terminated');
    if (text.startsWith('LISTEN')) return this.server.hints.listen(this.session, (payload) => this.emit('notification', { payload }));
    if (text.startsWith('NOTIFY')) return this.server.hints.tell(/'(.*)'/.exec(text)?.[1] ?? '');
    const [answer] = await ask(this.server.database, this.session, [{ text, values }]);
    return { rows: (answer?.rows ?? []).map((row) => ({ ...row })) };
  }

  async end(): Promise<void> {
    if (this.session === undefined) return;
    this.session.onLost = undefined;
    this.server.database.end(this.session);
  }
}
