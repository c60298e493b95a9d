/**
 * What goes first when not everything can be done: what tells of a crisis or takes it on, then what changes something, then reading one thing,
 * then lists, printed documents and exports.
 */
export const admissionClasses = ['intake', 'write', 'read', 'list'] as const;
export type AdmissionClass = (typeof admissionClasses)[number];

/** How much of each may go on at the same time, and how long each waits for its turn. */
export interface Room {
  /** Places in all for everything but intake, which has its own. */
  readonly inAll: number;
  readonly places: Readonly<Record<AdmissionClass, number>>;
  readonly waitMs: Readonly<Record<AdmissionClass, number>>;
  readonly waiting: Readonly<Record<AdmissionClass, number>>;
}

export function roomFor({ INTAKE_AT_ONCE: intake, REQUESTS_AT_ONCE: others }: { INTAKE_AT_ONCE: number; REQUESTS_AT_ONCE: number }): Room {
  return {
    inAll: others,
    places: { intake, write: Math.ceil((others * 2) / 3), read: Math.ceil(others / 2), list: Math.ceil(others / 6) },
    // Callers give up after half a minute: a report waits as long as anybody waits for its answer.
    waitMs: { intake: 25_000, write: 4_000, read: 2_000, list: 1_000 },
    waiting: { intake: 20_000, write: 1_000, read: 400, list: 60 },
  };
}
