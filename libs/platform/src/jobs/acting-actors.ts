import { Injectable, Optional } from '@nestjs/common';
import type { EntryActor } from '@bongsu/kernel';
import { Database } from '../database/database';
import type { LostRight } from '../contract';
import { type Actor, systemActor } from '../security/actor';
import type { JobDefinition } from './definition';
import type { JobTicket } from './enqueue';
import { Originators } from './originators';

/** A job that nobody may do any more, and the place of the entry that it follows from. */
export interface LostJob {
  readonly why: LostRight;
  readonly permission: string;
  readonly missionId: string;
  readonly position: number;
  readonly correlationId: string;
}

interface CauseRow {
  position: string | null;
  originator_kind: EntryActor['kind'] | null;
  originator_id: string | null;
  over_mission: string | null;
  correlation_id: string;
  payload: unknown;
  sealed_incident: string | null;
  before_seal: boolean | null;
}

interface Cause {
  /** The incident, if it is sealed now. */
  readonly sealedIncident: string | null;
  /** Whether it was caused before that was sealed. */
  readonly isBeforeSeal: boolean;
  readonly payload: unknown;
  readonly originator: EntryActor | null;
  readonly position: number;
  readonly missionId: string;
  readonly correlationId: string;
}

/** Who acts, and on what. */
export type Acting = { readonly actor: Actor; readonly payload: unknown } | { readonly lost: LostJob };

/** With whose rights a job runs, at the moment it runs. */
@Injectable()
export class ActingActors {
  constructor(
    private readonly database: Database,
    @Optional() private readonly originators?: Originators,
  ) {}

  async of(job: JobDefinition, { promiseId, correlationId, payload }: JobTicket): Promise<Acting> {
    const house = (): Actor => ({ ...systemActor(job.name, correlationId), kind: 'job' });
    if (job.actsFor === 'house') return { actor: house(), payload };
    const { originator, payload: promised, sealedIncident, isBeforeSeal, ...cause } = await this.causeOf(promiseId);
    const rights =
      originator === null || this.originators === undefined
        ? { lost: 'originator-unknown' as const }
        : await this.originators.presentRights(originator, job.permission, cause.missionId);
    if ('lost' in rights) return { lost: { ...cause, why: rights.lost, permission: job.permission } };
    if (rights.as === 'house') return { actor: house(), payload: promised };
    if (sealedIncident !== null && rights.as.seals?.includes(sealedIncident) !== true) {
      // What she asked for while it was open she asked for with the right: the house goes on with it, she learns nothing more.
      if (isBeforeSeal) return { actor: house(), payload: promised };
      // Off the list of a sealed incident she may not even know of it, whatever her role.
      return { lost: { ...cause, why: 'right-withdrawn', permission: job.permission } };
    }
    return { actor: { ...rights.as, correlationId: cause.correlationId }, payload: promised };
  }

  /** From the row: what comes through the queue is not believed as to who caused what. */
  private async causeOf(promiseId: string): Promise<Cause> {
    const [row] = await this.database.query<CauseRow>(
      `SELECT position, originator_kind, originator_id, over_mission, correlation_id, payload,
              seal.incident_id::text AS sealed_incident, promised_at < seal.since AS before_seal
         FROM platform_promised_job AS promised LEFT JOIN platform_seal AS seal ON seal.subject_id = promised.incident_id::text WHERE promised.id = $1`,
      [promiseId],
    );
    if (row === undefined || row.position === null) throw new Error('a job acts for whoever caused it and no entry did');
    const { originator_kind: kind, originator_id: id } = row;
    return {
      originator: kind === null || id === null ? null : { kind, id },
      position: Number(row.position),
      missionId: row.over_mission ?? '',
      correlationId: row.correlation_id,
      payload: row.payload,
      sealedIncident: row.sealed_incident,
      isBeforeSeal: row.before_seal === true,
    };
  }
}
