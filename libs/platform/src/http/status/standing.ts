import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { type Standing, legs } from '../../contract/standing';
import { CLOCK } from '../../database/clock.token';
import { stateOf } from '../../probe/legs';
import { Prober } from '../../probe/prober';
import { WalArchive } from '../../telemetry/wal-archive';
import { Readiness } from '../readiness';

/** A beacon that is older than so many rounds says nothing of now. */
const ROUNDS_KEPT = 3;

/**
 * Says how the house stands from memory and from two questions with a short patience, so that it can be asked while database, queues or workers
 * are away. What the last beacon found is corrected by what answers now: a database that went a second ago is shown at once.
 */
@Injectable()
export class StandingNow {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'probe'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly prober: Prober,
    private readonly readiness: Readiness,
    private readonly archive: WalArchive,
  ) {}

  async ask(): Promise<Standing> {
    const [{ parts }, archive] = await Promise.all([this.readiness.ask(), this.archive.state()]);
    const at = this.clock.now();
    const round = this.prober.last;
    const isFresh = round !== null && Date.parse(at) - Date.parse(round.at) < this.freshMs;
    const away = { database: parts.database !== 'ok', queues: !['ok', 'evicting'].includes(parts.queues) };
    const told = legs.map((leg) => {
      if (leg === 'door') return { leg, state: 'ok' as const };
      if (leg === 'database' || leg === 'queues') return { leg, state: away[leg] ? ('broken' as const) : ('ok' as const) };
      return { leg, state: isFresh && !away.database ? stateOf(leg, round) : ('unknown' as const) };
    });
    const states = told.map(({ state }) => state);
    const status = states.includes('broken') ? 'broken' : states.includes('unknown') ? 'unknown' : 'ok';
    return { status, at, probedAt: round?.at ?? null, legs: told, archive };
  }

  private get freshMs(): number {
    const { PROBE_EVERY_MS: everyMs, PROBE_PATIENCE_MS: patienceMs } = this.settings.probe;
    return everyMs === 'off' ? Infinity : ROUNDS_KEPT * everyMs + patienceMs;
  }
}
