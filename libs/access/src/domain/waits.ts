/**
 * How long to wait before one more try, in seconds: nothing for the first `free` wrong ones, then 1, 2, 4 … up to `atMost`. It grows fast
 * enough to make guessing hopeless and ends soon enough that nobody is locked out for good (ASVS 5.0 §6.3.1, §6.1.1).
 */
export function waitAfter(tries: number, free: number, atMost: number): number {
  if (tries < free) return 0;
  return Math.min(atMost, 2 ** Math.min(tries - free, 30));
}
