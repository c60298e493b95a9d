import type { Clock, Instant } from '@bongsu/kernel';

/** Differences up to this are those of any two machines, and of the way between them. */
const TOLERANCE_MS = 250;

/** What a machine knows of time by itself. */
export interface MachineTime {
  /** Its time of day, which somebody or something may set; milliseconds since the epoch. */
  wallMs(): number;
  /** Since some moment, never set. */
  monotonicMs(): number;
}

/**
 * The time of day of somewhere else, told by a machine whose own may be wrong or may be set while it runs. A step of the machine's time is not
 * followed; a difference that was measured is made up for. While there is neither, it is the machine's own time to the millisecond.
 */
export class SteadyClock implements Clock {
  private offsetMs = 0;
  private base: number;

  constructor(private readonly machine: MachineTime) {
    this.base = machine.wallMs() - machine.monotonicMs();
  }

  now(): Instant {
    return new Date(this.nowMs()).toISOString();
  }

  /** By how much the machine's time is made up for now; 0 while it is right. */
  get correctionMs(): number {
    return this.offsetMs;
  }

  /** What the time really was when the machine's monotonic clock stood at `atMs`. Answers whether that changed the correction. */
  correct(trueMs: number, atMs: number): boolean {
    const differenceMs = trueMs - (this.nowMs() - (this.machine.monotonicMs() - atMs));
    if (Math.abs(differenceMs) <= TOLERANCE_MS) return false;
    const offsetMs = this.offsetMs + differenceMs;
    this.offsetMs = Math.abs(offsetMs) <= TOLERANCE_MS ? 0 : offsetMs;
    return true;
  }

  private nowMs(): number {
    const wallMs = this.machine.wallMs();
    const stepMs = wallMs - this.machine.monotonicMs() - this.base;
    if (Math.abs(stepMs) > TOLERANCE_MS) {
      this.offsetMs -= stepMs;
      this.base += stepMs;
    }
    return Math.round(wallMs + this.offsetMs);
  }
}
