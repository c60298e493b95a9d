import type { World } from '../engine/world';
import type { Weather } from '../weather';
import type { Session } from './session';
import type { SimulatedDatabase } from './simulated-database';
import type { Row } from './table';

/** LISTEN and NOTIFY: hints that may come late, in another order, or never. */
export class Hints {
  private readonly listening = new Map<Session, (payload: string) => void>();

  constructor(
    private readonly world: World,
    private readonly weather: Weather,
  ) {}

  async listen(session: Session, hear: (payload: string) => void): Promise<{ rows: Row[] }> {
    this.listening.set(session, hear);
    return { rows: [] };
  }

  async tell(payload: string): Promise<{ rows: Row[] }> {
    for (const [session, hear] of this.listening) {
      if (session.isOver) this.listening.delete(session);
      else if (!this.weather.happens('hint-lost')) this.world.after(this.weather.wayMs(), () => hear(payload), session.client);
    }
    return { rows: [] };
  }
}

export interface SimulatedServer {
  readonly database: SimulatedDatabase;
  readonly hints: Hints;
}
