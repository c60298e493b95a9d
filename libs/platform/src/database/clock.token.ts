/** Injection token of the {@link Clock}; tests may give another. */
export const CLOCK = Symbol('clock');
