import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, BlindIndex, type Opened, PersonalData } from '@bongsu/platform';
import type { StaffIdentityView } from '../contract';
import { staffData } from '../storage/personal-data';
import type { StaffEntity } from '../storage/staff.entity';
import { StaffStore } from '../storage/staff.store';

/** Where passport numbers are indexed; a part of every index value. */
export const PASSPORT_PLACE = 'resources_staff.passport_no';

/** Reads what identifies one member of staff. Each reading goes on record. */
@Injectable()
export class StaffIdentities {
  constructor(
    private readonly staff: StaffStore,
    private readonly personalData: PersonalData,
    private readonly blindIndex: BlindIndex,
  ) {}

  async one(staffId: string, actor: Actor): Promise<Result<StaffIdentityView, Refusal>> {
    return this.opened(await this.staff.find(staffId), 'resources.read-staff-identity', actor);
  }

  /** The holder of a passport, found without opening anybody else's. */
  async byPassport(passportNo: string, actor: Actor): Promise<Result<StaffIdentityView, Refusal>> {
    const index = this.blindIndex.of(PASSPORT_PLACE, 'document-number', passportNo);
    return this.opened(await this.staff.holderOf(index), 'resources.find-staff-by-passport', actor);
  }

  private async opened(row: StaffEntity | null, action: string, actor: Actor): Promise<Result<StaffIdentityView, Refusal>> {
    if (row === null || !may(actor, 'resources.staff-identity', row.missionId)) return noSuchStaff();
    return ok(identityView(await this.personalData.openOne({ actor, action, basis: 'staff-administration' }, staffData, row)));
  }
}

export function identityView({ id, staffNo, displayName, passportNo, phone, version }: Opened<StaffEntity>): StaffIdentityView {
  return {
    staffId: id,
    staffNo,
    displayName: displayName.reveal(),
    passportNo: passportNo?.reveal() ?? null,
    phone: phone?.reveal() ?? null,
    version,
  };
}

/** The same for one who is not there and one of a mission that is none of the caller's. */
export const noSuchStaff = (): Result<never, Refusal> =>
  refuse(
    'not-found',
    'resources.staff-not-found',
    'There is no such member of staff.',
    'Check the id; staff of other missions are not shown.',
  );
