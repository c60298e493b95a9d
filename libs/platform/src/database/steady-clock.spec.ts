import { SteadyClock } from './steady-clock';

const FIVE_MINUTES = 300_000;
const noon = Date.parse('2026-11-22T12:00:00.000Z');

/** A machine whose time passes when told to, and is set when told to. */
function machineAt(wallMs: number) {
  const state = { wallMs, monotonicMs: 5_000 };
  return {
    wallMs: () => state.wallMs,
    monotonicMs: () => state.monotonicMs,
    pass(ms: number): void {
      state.wallMs += ms;
      state.monotonicMs += ms;
    },
    set(byMs: number): void {
      state.wallMs += byMs;
    },
  };
}

describe('a clock that keeps the time of the database', () => {
  it('is the machine’s own while nothing is known against it', () => {
    const machine = machineAt(noon);
    const clock = new SteadyClock(machine);
    machine.pass(1_234);
    expect(clock.now()).toBe('2026-11-22T12:00:01.234Z');
  });

  it.each([FIVE_MINUTES, -FIVE_MINUTES])('tells the time of the database on a machine that is %d ms off', (offMs) => {
    const machine = machineAt(noon + offMs);
    const clock = new SteadyClock(machine);
    expect(clock.correct(noon, machine.monotonicMs())).toBe(true);
    machine.pass(10_000);
    expect(clock.now()).toBe('2026-11-22T12:00:10.000Z');
    expect(clock.correctionMs).toBe(-offMs);
  });

  it.each([FIVE_MINUTES, -FIVE_MINUTES])('does not follow a machine whose time is set by %d ms while it runs', (byMs) => {
    const machine = machineAt(noon);
    const clock = new SteadyClock(machine);
    machine.pass(1_000);
    machine.set(byMs);
    machine.pass(1_000);
    expect(clock.now()).toBe('2026-11-22T12:00:02.000Z');
  });

  it('trusts a machine again that was put right', () => {
    const machine = machineAt(noon + FIVE_MINUTES);
    const clock = new SteadyClock(machine);
    clock.correct(noon, machine.monotonicMs());
    machine.set(-FIVE_MINUTES);
    expect(clock.now()).toBe('2026-11-22T12:00:00.000Z');
    expect(clock.correctionMs).toBe(0);
  });

  it('does not run after the small differences of any two machines', () => {
    const machine = machineAt(noon);
    const clock = new SteadyClock(machine);
    expect(clock.correct(noon + 200, machine.monotonicMs())).toBe(false);
    expect(clock.now()).toBe('2026-11-22T12:00:00.000Z');
  });

  it('takes into account how long ago it was measured', () => {
    const machine = machineAt(noon + FIVE_MINUTES);
    const clock = new SteadyClock(machine);
    const measuredAt = machine.monotonicMs();
    machine.pass(3_000);
    clock.correct(noon, measuredAt);
    expect(clock.now()).toBe('2026-11-22T12:00:03.000Z');
  });
});
