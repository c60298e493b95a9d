import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { refuse } from '@bongsu/kernel';
import { type Actor, Admit, CurrentActor, GEO_JSON, Permission, Takes, unwrap } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import { type FeedSummary, type RejectedDocumentView, usgsSubmissionSchema } from '../contract';
import { refuseUnlessMay } from '../use-cases/admission';
import { IngestUsgsDocument } from '../use-cases/ingest-usgs-document';
import { ReadRejectedDocuments } from '../use-cases/read-rejected-documents';

/** Feeds that are handed in, and what of them could not be read. */
@ApiTags('incidents')
@Controller('feeds')
export class FeedsController {
  constructor(
    private readonly ingestDocument: IngestUsgsDocument,
    private readonly rejected: ReadRejectedDocuments,
  ) {}

  /**
   * Takes a USGS GeoJSON document: as application/geo+json up to 8 MB, small ones as application/json too. Events above the floor are filed as
   * reports; sent again, it changes nothing. A document that cannot be read is refused and kept.
   */
  @Post('usgs')
  @HttpCode(200)
  @Takes(GEO_JSON)
  @ApiConsumes(GEO_JSON, 'application/json')
  @Permission('incidents.feed.submit')
  async usgs(
    @Body({ schema: usgsSubmissionSchema }) document: string | Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<FeedSummary> {
    requireNetwork(actor);
    const taken = unwrap(await this.ingestDocument.execute(document, actor));
    if (taken.outcome === 'ingested') return taken.summary;
    const { documentId, reason } = taken;
    return unwrap(
      refuse(
        'invalid',
        'incidents.feed-document-broken',
        reason,
        'Send a GeoJSON FeatureCollection as USGS publishes it; what you sent is kept under /api/v1/feeds/rejected.',
        { facts: { documentId } },
      ),
    );
  }

  /** Documents and features that could not be read, newest first. */
  @Get('rejected')
  @Admit('list')
  @Permission('incidents.feed.submit')
  async list(@Query({ schema: pageQuerySchema }) page: PageQuery, @CurrentActor() actor: Actor): Promise<Page<RejectedDocumentView>> {
    requireNetwork(actor);
    return unwrap(await this.rejected.list(page));
  }

  /** One of them, byte for byte as it came. */
  @Get('rejected/:id/document')
  @Header('content-type', 'application/octet-stream')
  @Header('content-disposition', 'attachment; filename="rejected-document.bin"')
  @Permission('incidents.feed.submit')
  async document(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    requireNetwork(actor);
    return new StreamableFile(unwrap(await this.rejected.bytes(id)));
  }
}

/** What feeds tell belongs to no mission: only a grant for the whole network reaches it. */
function requireNetwork(actor: Actor): void {
  unwrap(refuseUnlessMay(actor, 'incidents.feed.submit', null));
}
