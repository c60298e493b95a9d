import type { Instant } from './clock';
import type { IncidentId, MissionId } from './ids';

/** Who caused an entry. Ids only: the journal holds no name. */
export interface EntryActor {
  readonly kind: 'person' | 'job' | 'system';
  readonly id: string;
}

/** What an entry is about, for timelines and for an aggregate's own history. */
export interface EntrySubject {
  readonly type: string;
  readonly id: string;
}

/**
 * What happened, as the journal keeps it. `audience` names the missions concerned; `['*']` is every signed-in person.
 * The body holds ids, codes and small facts, never personal data: it travels through sockets, queues and logs in clear.
 */
export interface Entry<Kind extends string = string, Body = unknown> {
  readonly id: string;
  readonly kind: Kind;
  readonly at: Instant;
  readonly actor: EntryActor;
  readonly subject: EntrySubject;
  readonly incidentId: IncidentId | null;
  readonly audience: readonly (MissionId | '*')[];
  readonly correlationId: string;
  readonly body: Body;
}

/** An entry as a decision states it; the unit of work adds id, time, actor and correlation. */
export interface NewEntry<Kind extends string = string, Body = unknown> {
  readonly kind: Kind;
  readonly subject: EntrySubject;
  readonly incidentId: IncidentId | null;
  readonly audience: readonly (MissionId | '*')[];
  readonly body: Body;
}

/** The part of a schema library that a definition needs; a zod schema is one. */
interface BodySchema<Body> {
  parse(value: unknown): Body;
}

export interface EntryDefinition<Kind extends string, Body> {
  readonly kind: Kind;
  readonly schema: BodySchema<Body>;
  /** States the entry; throws (a defect) when the body is not of the schema. */
  of(entry: {
    subject: EntrySubject;
    incidentId?: IncidentId | null;
    audience: readonly (MissionId | '*')[];
    body: Body;
  }): NewEntry<Kind, Body>;
  /** Whether an entry is of this kind; narrows its body. */
  is(entry: Entry): entry is Entry<Kind, Body>;
}

/**
 * Declares an entry kind once, `context.past-tense`; both sides import the constant, so that a wrong body does not compile
 * and does not get into the journal either.
 */
export function defineEntry<Kind extends string, Body>(kind: Kind, schema: BodySchema<Body>): EntryDefinition<Kind, Body> {
  return {
    kind,
    schema,
    of: ({ subject, incidentId = null, audience, body }) => ({ kind, subject, incidentId, audience, body: schema.parse(body) }),
    is: (entry): entry is Entry<Kind, Body> => entry.kind === kind,
  };
}
