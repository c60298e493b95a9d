/**
 * What can be taken away from the house, one at a time, to see whether the simulation notices. Each is a guarantee that the simulated ports give as
 * PostgreSQL, the edge or the clock of the house do.
 */
export const protections = [
  /** The promise is claimed in the transaction of its effect: `WHERE kept_at IS NULL`. */
  'dedup-row',
  /** One promise for each job and key: the unique index. */
  'promise-key',
  /** One effect for each Idempotency-Key of a caller: the primary key. */
  'idempotency-key',
  /** Nobody changes what she did not read: If-Match at the edge. */
  'if-match',
  /** `WHERE id = … AND version = …` on every update. */
  'version-check',
  /** `FOR UPDATE` and its weaker forms. */
  'row-lock',
  /** One sequencer at a time: the advisory lock. */
  'advisory-lock',
  /** A position is given once: the unique index and the trigger behind the advisory lock. */
  'number-once',
  /** What is owed and not in the queues is put back. */
  'reconciler',
  /** The follower's cursor and what follows from the entries are written together. */
  'cursor-with-promises',
  /** One follower at a time takes what follows on the cursor: `FOR UPDATE SKIP LOCKED`. */
  'cursor-lock',
  /** A state and the entries that tell of it are written together. */
  'entries-with-state',
] as const;
export type Protection = (typeof protections)[number];
