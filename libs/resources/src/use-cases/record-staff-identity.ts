import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, Sensitive, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, BlindIndex, PersonalData, UnitOfWork } from '@bongsu/platform';
import { type RecordStaffIdentity as Identity, StaffIdentityRecorded, type StaffIdentityView } from '../contract';
import { staffData } from '../storage/personal-data';
import { StaffStore } from '../storage/staff.store';
import { PASSPORT_PLACE, identityView, noSuchStaff } from './staff-identities';

export interface RecordStaffIdentityCommand extends Identity {
  readonly staffId: string;
  /** The version that the caller saw; undefined when she does not mind. */
  readonly ifVersion: number | undefined;
}

/** Keeps passport and telephone number of a member of staff, who may have to cross a border tomorrow. */
@Injectable()
export class RecordStaffIdentity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffStore,
    private readonly personalData: PersonalData,
    private readonly blindIndex: BlindIndex,
  ) {}

  execute(command: RecordStaffIdentityCommand, actor: Actor): Promise<Result<StaffIdentityView, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<StaffIdentityView, Refusal>> => {
      const row = await this.staff.lock(tx, command.staffId);
      if (row === null || !may(actor, 'resources.staff-identity', row.missionId)) return noSuchStaff();
      if (command.ifVersion !== undefined && command.ifVersion !== row.version)
        return refuse('stale', 'resources.stale-staff', 'The record was changed since you read it.', 'Read it again.', {
          field: 'If-Match',
        });
      const passportIndex = command.passportNo === null ? null : this.blindIndex.of(PASSPORT_PLACE, 'document-number', command.passportNo);
      const holder = passportIndex === null ? null : await this.staff.holderOf(passportIndex, tx);
      if (holder !== null && holder.id !== row.id)
        return refuse('conflict', 'resources.passport-known', 'Another member of staff has this passport.', 'Check the number.', {
          field: 'passportNo',
        });
      const [passportNo, phone] = [Sensitive.maybe(command.passportNo), Sensitive.maybe(command.phone)];
      // A refusal and no fault: a repeated request then comes to the answer of the first, and is told that it was erased.
      const sealer = await this.personalData.forStanding(tx, staffData, row.id);
      if (sealer === null) return staffErased;
      const identity = { passportNo: sealer.maybe('passportNo', passportNo), phone: sealer.maybe('phone', phone), passportIndex };
      await this.staff.identify(tx, row, identity);
      const { staffNo, missionId } = row;
      tx.append(
        StaffIdentityRecorded.of({
          subject: { type: 'staff', id: row.id },
          audience: [missionId],
          body: { staffId: row.id, staffNo, missionId, passport: passportNo !== null, phone: phone !== null },
        }),
      );
      const reading = { actor, action: 'resources.record-staff-identity', basis: 'staff-administration', tx } as const;
      const kept = await this.personalData.openOne(reading, staffData, Object.assign(row, identity, { version: row.version + 1 }));
      return ok(identityView(kept));
    });
  }
}

const staffErased = refuse(
  'conflict',
  'resources.staff-erased',
  'The personal data of this member of staff was erased, and nothing new may be kept of it.',
  'Enter the person anew if there is a new reason to.',
);
