import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import type { FastifyReply } from 'fastify';
import { type Page, type PageQuery, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import {
  type ChangePerson as ChangeCommand,
  type CreatePerson,
  type OneTimePassword,
  type PersonView,
  type ProposalView,
  type SessionList,
  changePersonSchema,
  createPersonSchema,
} from '../contract';
import { ChangePerson } from '../use-cases/change-person';
import { type GivenPassword, OneTimePasswords } from '../use-cases/one-time-passwords';
import { ReadPeople } from '../use-cases/read-people';
import { ReadProposals } from '../use-cases/read-proposals';
import { SessionsOfAccount } from '../use-cases/sessions-of-account';
import { requireNetwork } from './network-wide';

const PEOPLE = 'access.people.manage';

/** Accounts, for administrators of the whole network. */
@ApiTags('access')
@Controller('accounts')
@Permission(PEOPLE)
export class PeopleController {
  constructor(
    private readonly people: ReadPeople,
    private readonly passwords: OneTimePasswords,
    private readonly changing: ChangePerson,
    private readonly sessions: SessionsOfAccount,
    private readonly proposals: ReadProposals,
  ) {}

  @Get()
  @Admit('list')
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuerySchema }) query: PageQuery): Promise<Page<PersonView>> {
    requireNetwork(actor, PEOPLE);
    return unwrap(await this.people.page(query, actor));
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @Body({ schema: createPersonSchema }) body: CreatePerson): Promise<OneTimePassword> {
    requireNetwork(actor, PEOPLE);
    return this.shown(unwrap(await this.passwords.create(body, actor)), actor);
  }

  @Get(':id')
  async one(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<PersonView> {
    requireNetwork(actor, PEOPLE);
    return unwrap(await this.people.one(id, actor));
  }

  /** 202 with what now waits for a second administrator, when somebody would become one. */
  @Post(':id/change')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @IfMatch() version: number | undefined,
    @Body({ schema: changePersonSchema }) body: ChangeCommand,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonView | ProposalView> {
    requireNetwork(actor, PEOPLE);
    const { proposalId } = unwrap(await this.changing.change(id, version, body, actor));
    if (proposalId !== null) {
      void reply.status(202);
      return unwrap(await this.proposals.one(proposalId, actor));
    }
    return unwrap(await this.people.one(id, actor));
  }

  @Post(':id/disable')
  async disable(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @IfMatch() version: number | undefined,
  ): Promise<PersonView> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.changing.disable(id, version, actor));
    return unwrap(await this.people.one(id, actor));
  }

  @Post(':id/enable')
  async enable(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @IfMatch() version: number | undefined,
  ): Promise<PersonView> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.changing.enable(id, version, actor));
    return unwrap(await this.people.one(id, actor));
  }

  @Post(':id/reset-password')
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @IfMatch() version: number | undefined,
  ): Promise<OneTimePassword> {
    requireNetwork(actor, PEOPLE);
    return this.shown(unwrap(await this.passwords.reset(id, version, actor)), actor);
  }

  @Post(':id/remove-second-factor')
  async removeSecondFactor(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @IfMatch() version: number | undefined,
  ): Promise<PersonView> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.changing.removeSecondFactor(id, version, actor));
    return unwrap(await this.people.one(id, actor));
  }

  @Get(':id/sessions')
  async sessionsOf(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<SessionList> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.people.one(id, actor));
    return this.sessions.list(id, actor.sessionId ?? null);
  }

  /** All of them; one's own among them when the account is one's own. */
  @Delete(':id/sessions')
  @HttpCode(204)
  async endSessions(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.people.one(id, actor));
    unwrap(await this.sessions.endAll(id, null, actor));
  }

  @Delete(':id/sessions/:sessionId')
  @HttpCode(204)
  async endSession(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('sessionId', { schema: idSchema }) sessionId: string,
  ): Promise<void> {
    requireNetwork(actor, PEOPLE);
    unwrap(await this.sessions.end(id, sessionId, actor));
  }

  private async shown({ id, oneTimePassword, expiresAt }: GivenPassword, actor: Actor): Promise<OneTimePassword> {
    return { person: unwrap(await this.people.one(id, actor)), oneTimePassword, expiresAt };
  }
}
