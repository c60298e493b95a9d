/** What the global setup started in this process, for the teardown. Kept on `globalThis`: Jest loads the two with separate module caches. */
interface Stoppable {
  stop(): Promise<void>;
}

const key = Symbol.for('bongsu.test.servers');
const holder = globalThis as unknown as Record<symbol, Stoppable[] | undefined>;

export const servers: Stoppable[] = (holder[key] ??= []);
