import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { ProbeLit } from '../contract';
import { UnitOfWork } from '../database/unit-of-work';
import type { Actor } from '../security/actor';
import { PROBE_SUBJECT } from './probe-work';

/** Rounds older than this have told what they had to tell. */
const KEPT = '1 hour';

/** Takes a beacon in as a report is taken in: a row and an entry, in one unit of work. */
@Injectable()
export class LightProbe {
  constructor(private readonly work: UnitOfWork) {}

  execute(round: string, actor: Actor): Promise<Result<{ round: string }, Refusal>> {
    return this.work.run(actor, (tx) => {
      tx.write('INSERT INTO platform_probe (id, lit_at) VALUES ($1, $2)', [round, tx.now]);
      tx.write(`DELETE FROM platform_probe WHERE lit_at < $1::timestamptz - interval '${KEPT}'`, [tx.now]);
      tx.write('UPDATE platform_probe_count SET lit = lit + 1', []);
      tx.append(ProbeLit.of({ subject: { type: 'probe', id: PROBE_SUBJECT }, audience: [], body: { round } }));
      return Promise.resolve(ok({ round }));
    });
  }
}

/** A worker's answer to it. */
@Injectable()
export class AcknowledgeProbe {
  constructor(private readonly work: UnitOfWork) {}

  execute(round: string, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx) => {
      await tx.query('UPDATE platform_probe SET acknowledged_at = coalesce(acknowledged_at, $2) WHERE id = $1', [round, tx.now]);
      return ok(null);
    });
  }
}
