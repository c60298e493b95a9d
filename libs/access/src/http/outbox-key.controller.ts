import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, BlindIndex, CurrentActor, Permission } from '@bongsu/platform';
import type { OutboxKey } from '../contract';

/**
 * What opens the reports that a browser keeps while it cannot send them (docs/adr/0070): it is told to a living session alone and never kept beside
 * them, so that a lost machine holds nothing that can be read.
 */
@ApiTags('access')
@Controller('me/outbox-key')
export class OutboxKeyController {
  constructor(private readonly index: BlindIndex) {}

  @Get()
  @Permission('access.own-session')
  read(@CurrentActor() actor: Actor): OutboxKey {
    return { key: this.index.of('access.outbox', 'exact', actor.id).toString('base64url') };
  }
}
