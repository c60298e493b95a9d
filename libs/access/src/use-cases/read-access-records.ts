import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type AccessRecord, AccessRecords, type Actor, Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { AccessRecordQuery, AccessRecordView } from '../contract';
import { may } from '../domain/may';
import { KnownAccounts } from '../storage/known-accounts';

const LIST = 'access-records';
const beforeSchema = z.int().min(1);

/** Who read whose data, for one person or by one reader; newest first. That the readers' names were read for it goes on record too. */
@Injectable()
export class ReadAccessRecords {
  constructor(
    private readonly records: AccessRecords,
    private readonly cursors: Cursors,
    private readonly accounts: KnownAccounts,
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
    const readers = rows.filter(({ actorKind }) => actorKind === 'person').map(({ actorId }) => actorId);
    const people = await this.accounts.people(readers, actor, 'access.read-access-records');
    const view = (row: AccessRecord): AccessRecordView => recordView(row, people.get(row.actorId)?.displayName ?? null);
    return ok(pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ id }) => id }, view));
  }
}

function recordView(row: AccessRecord, displayName: string | null): AccessRecordView {
  const { at, actorKind, actorId, address, device, subject, action, incidentId, basis, correlationId } = row;
  const reader = { kind: actorKind, id: actorId, displayName };
  return { at, reader, address, device, subject: { type: subject.type, id: subject.id }, action, incidentId, basis, correlationId };
}
