import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BoardEntriesPage, type BoardEntriesQuery, boardEntriesQuerySchema } from '../contract';
import { ReadBoardEntries } from '../use-cases/read-board-entries';
import { ReadBoardSnapshot } from '../use-cases/read-board-snapshot';
import { ReadTextBoard } from '../use-cases/read-text-board';

/** The live board over HTTP; what follows comes over the socket at /live. */
@ApiTags('situation')
@Controller('board')
export class BoardController {
  constructor(
    private readonly snapshot: ReadBoardSnapshot,
    private readonly entries: ReadBoardEntries,
    private readonly text: ReadTextBoard,
  ) {}

  /** `{ cursor, state }`: the caller's board, and where the live feed goes on from; packed. */
  @Get('snapshot')
  @Header('content-type', 'application/json; charset=utf-8')
  @Permission('situation.read')
  async read(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string | undefined> {
    return (await this.snapshot.execute(actor)).answer(request, reply);
  }

  /** The same in words for a thin line; 304 when its ETag is sent back and nothing has changed. */
  @Get('text')
  @Header('content-type', 'application/json; charset=utf-8')
  @Permission('situation.read')
  async readText(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string | undefined> {
    return (await this.text.execute(actor)).answer(request, reply);
  }

  /** The entries after a cursor that the caller may see. */
  @Get('entries')
  @Permission('situation.read')
  async list(
    @Query({ schema: boardEntriesQuerySchema }) query: BoardEntriesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<BoardEntriesPage> {
    return unwrap(await this.entries.execute(query, actor));
  }
}
