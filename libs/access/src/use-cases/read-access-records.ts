import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type AccessRecord, AccessRecords, type Actor, Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { AccessRecordQuery, AccessRecordView } from '../contract';
import { may } from '../domain/may';

const LIST = 'access-records';
const beforeSchema = z.int().min(1);

/** Who read whose data, for one person or by one reader; newest first. */
@Injectable()
export class ReadAccessRecords {
  constructor(
    private readonly records: AccessRecords,
    private readonly cursors: Cursors,
  ) {}

  async execute({ subject, reader, limit, cursor }: AccessRecordQuery, actor: Actor): Promise<Result<Page<AccessRecordView>, Refusal>> {
    if (!may(actor, 'access.personal-data.audit', null))
      return refuse('forbidden', 'access.forbidden', 'The record of readings is not within your roles.', 'Ask the privacy officer.');
    const before = pageAfter(this.cursors, LIST, cursor, beforeSchema);
    if (!before.ok) return before;
    const [type = '', id = ''] = subject?.split('/') ?? [];
    const rows = await this.records.page({
      ...(subject === undefined ? {} : { subject: { type, id } }),
      ...(reader === undefined ? {} : { actorId: reader }),
      before: before.value,
      limit,
    });
    return ok(pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ id }) => id }, recordView));
  }
}

function recordView({
  at,
  actorKind,
  actorId,
  address,
  device,
  subject,
  action,
  incidentId,
  basis,
  correlationId,
}: AccessRecord): AccessRecordView {
  return {
    at,
    reader: { kind: actorKind, id: actorId },
    address,
    device,
    subject: { type: subject.type, id: subject.id },
    action,
    incidentId,
    basis,
    correlationId,
  };
}
