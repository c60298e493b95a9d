import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type RecordStaffIdentity as RecordStaffIdentityBody,
  type StaffIdentityView,
  findByPassportSchema,
  recordStaffIdentitySchema,
} from '../contract';
import { RecordStaffIdentity } from '../use-cases/record-staff-identity';
import { StaffIdentities } from '../use-cases/staff-identities';

/** Passport and telephone of staff: one person at a time, and each reading on record. */
@ApiTags('resources')
@Controller()
export class StaffIdentityController {
  constructor(
    private readonly identities: StaffIdentities,
    private readonly recordIdentity: RecordStaffIdentity,
  ) {}

  @Get('staff/:id/identity')
  @Permission('resources.staff-identity')
  async one(@Param('id', { schema: idSchema }) staffId: string, @CurrentActor() actor: Actor): Promise<StaffIdentityView> {
    return unwrap(await this.identities.one(staffId, actor));
  }

  @Put('staff/:id/identity')
  @Permission('resources.staff-identity')
  async record(
    @Param('id', { schema: idSchema }) staffId: string,
    @Body({ schema: recordStaffIdentitySchema }) body: RecordStaffIdentityBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<StaffIdentityView> {
    return unwrap(await this.recordIdentity.execute({ ...body, staffId, ifVersion }, actor));
  }

  /** Who holds this passport. The number comes in the body, because addresses are logged. */
  @Post('staff/find-by-passport')
  @HttpCode(200)
  @Permission('resources.staff-identity')
  async find(
    @Body({ schema: findByPassportSchema }) { passportNo }: z.infer<typeof findByPassportSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<StaffIdentityView> {
    return unwrap(await this.identities.byPassport(passportNo, actor));
  }
}
