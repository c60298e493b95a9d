/** How long the replay bears with an api or worker that is away before it gives up, and what it says about it. */
export interface Patience {
  readonly withinMs: number;
  readonly onTrouble: (what: string) => void;
}

const firstPauseMs = 100;
const longestPauseMs = 2_000;

/** Tries again after 0.1 s, 0.2 s … 2 s as long as `attempt` says so and patience lasts. */
export async function persistently<T>(what: string, { withinMs, onTrouble }: Patience, attempt: () => Promise<T | TryAgain>): Promise<T> {
  const startedMs = performance.now();
  for (let pauseMs = firstPauseMs, tries = 1; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs), tries++) {
    const outcome = await attempt();
    if (!(outcome instanceof TryAgain)) return outcome;
    if (performance.now() - startedMs > withinMs) throw new Error(`${what}: ${outcome.reason}, for ${Math.round(withinMs / 1_000)} s`);
    if (tries === 2) onTrouble(`${what}: ${outcome.reason}; trying on`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Not now, perhaps later: the api is away, or cannot answer at this moment. */
export class TryAgain {
  constructor(readonly reason: string) {}
}
