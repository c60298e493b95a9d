import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadProposals } from '@bongsu/access';
import type { ProposalView, SealCandidate } from '@bongsu/access/contract';
import { type Actor, CurrentActor, IfMatch, Permission, Untold, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type IncidentView,
  type SealView,
  nameOnSealSchema,
  sealCandidatesSchema,
  sealIncidentSchema,
  takeOffSealSchema,
  unsealIncidentSchema,
} from '../contract';
import { ChangeSealList } from '../use-cases/change-seal-list';
import { ReadSeals } from '../use-cases/read-seals';
import { SealIncident } from '../use-cases/seal-incident';
import { ProposeUnsealing } from '../use-cases/unseal-incident';

/** Who sees an incident that must be known to few. To everybody else its addresses answer as those of an incident that does not exist. */
@ApiTags('incidents')
@Controller('incidents/:id')
@Untold()
export class IncidentSealsController {
  constructor(
    private readonly sealIncident: SealIncident,
    private readonly changeList: ChangeSealList,
    private readonly seals: ReadSeals,
    private readonly proposeUnsealing: ProposeUnsealing,
    private readonly proposals: ReadProposals,
  ) {}

  /** Hides an incident, with all that was written of it, from everybody but a list of persons. */
  @Post('seal')
  @HttpCode(200)
  @Permission('incidents.seal')
  async seal(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: sealIncidentSchema }) body: z.infer<typeof sealIncidentSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.sealIncident.execute({ ...body, incidentId, ifVersion }, actor));
  }

  /** Why it is sealed and who is on the list. */
  @Get('seal')
  @Permission('incidents.read')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<SealView> {
    return unwrap(await this.seals.one(id, actor));
  }

  /** People who may be named, by a part of their name, their mission or their whole e-mail address; twenty at most. */
  @Post('seal/candidates')
  @HttpCode(200)
  @Permission('incidents.seal')
  async candidates(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: sealCandidatesSchema }) search: z.infer<typeof sealCandidatesSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: SealCandidate[] }> {
    return { items: unwrap(await this.seals.candidates(id, search, actor)) };
  }

  /** Puts somebody on the list. */
  @Post('seal/names')
  @HttpCode(200)
  @Permission('incidents.seal')
  async name(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: nameOnSealSchema }) body: z.infer<typeof nameOnSealSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<SealView> {
    unwrap(await this.changeList.name({ ...body, incidentId }, actor));
    return unwrap(await this.seals.one(incidentId, actor));
  }

  /** Takes somebody off the list; never the last who may name others. */
  @Delete('seal/names/:accountId')
  @HttpCode(204)
  @Permission('incidents.seal')
  async takeOff(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('accountId', { schema: idSchema }) accountId: string,
    @Body({ schema: takeOffSealSchema }) { reason }: z.infer<typeof takeOffSealSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    unwrap(await this.changeList.takeOff({ incidentId, accountId, reason }, actor));
  }

  /** Proposes that everybody sees it again; a second person on the list confirms. */
  @Post('unseal')
  @HttpCode(202)
  @Permission('incidents.unseal')
  async unseal(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: unsealIncidentSchema }) { reason }: z.infer<typeof unsealIncidentSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<ProposalView> {
    const { proposalId } = unwrap(await this.proposeUnsealing.execute({ incidentId, reason }, actor));
    return unwrap(await this.proposals.one(proposalId, actor));
  }
}
