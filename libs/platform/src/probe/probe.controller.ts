import { Body, Controller, Headers, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { PublicRoute } from '../http/decorators';
import { noSuchAddress } from '../http/limits/addresses';
import { unwrap } from '../http/problem';
import { Intake, Untold } from '../http/route-marks';
import { LightProbe } from './light-probe';
import { ProbePass } from './probe-pass';

const litSchema = z.strictObject({ round: z.uuid() });

/** The door that the probe of this very process knocks at; it takes the same way in as a report. For everybody else there is nothing here. */
@ApiExcludeController()
@Untold()
@Controller('probe')
export class ProbeController {
  constructor(
    private readonly pass: ProbePass,
    private readonly light: LightProbe,
  ) {}

  @Post()
  @Intake()
  @PublicRoute('the probe brings a pass that this process made for itself; whoever has none finds nothing here')
  async lit(
    @Headers('authorization') authorization: string | undefined,
    @Body({ schema: litSchema }) { round }: z.infer<typeof litSchema>,
  ): Promise<{ round: string }> {
    const actor = this.pass.actorOf(authorization);
    if (actor === null) throw noSuchAddress();
    return unwrap(await this.light.execute(round, { ...actor, correlationId: round }));
  }
}
