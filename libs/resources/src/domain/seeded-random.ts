/** A sequence of chances that is the same for the same seed on every machine. */
export interface SeededRandom {
  /** 0 ≤ number < 1. */
  next(): number;
  /** An integer, both ends included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(things: readonly [T, ...T[]]): T;
  /** An identifier in the form of a UUID (version 8, "custom": RFC 9562 §5.8). */
  uuid(): string;
}

/**
 * Mulberry32 (Tommy Ettinger, public domain) over an FNV-1a hash of the seed: plausible, repeatable, and nothing to keep secret with.
 */
export function seededRandom(seed: string): SeededRandom {
  let state = fnv1a(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (things) => things[between(0, things.length - 1)] ?? things[0],
    uuid: () => `${hex(8)}-${hex(4)}-8${hex(3)}-${(8 + between(0, 3)).toString(16)}${hex(3)}-${hex(12)}`,
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
