import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import {
  type AccessRecordQuery,
  type AccessRecordView,
  type EraseSubject as EraseSubjectBody,
  type ErasureView,
  accessRecordQuerySchema,
  eraseSubjectSchema,
} from '../contract';
import { EraseSubject } from '../use-cases/erase-subject';
import { ReadAccessRecords } from '../use-cases/read-access-records';

/** What the privacy officer answers for: who read whose data, and what was erased. */
@ApiTags('access')
@Controller()
export class PrivacyController {
  constructor(
    private readonly readAccessRecords: ReadAccessRecords,
    private readonly eraseSubject: EraseSubject,
  ) {}

  @Get('access-records')
  @Admit('list')
  @Permission('access.personal-data.audit')
  async records(
    @Query({ schema: accessRecordQuerySchema }) query: AccessRecordQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AccessRecordView>> {
    return unwrap(await this.readAccessRecords.execute(query, actor));
  }

  /** Destroys the key of a person or report. There is no way back. */
  @Post('erasures')
  @HttpCode(200)
  @Permission('access.personal-data.erase')
  async erase(@Body({ schema: eraseSubjectSchema }) body: EraseSubjectBody, @CurrentActor() actor: Actor): Promise<ErasureView> {
    return unwrap(await this.eraseSubject.execute(body, actor));
  }
}
