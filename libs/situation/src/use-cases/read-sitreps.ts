import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page, PageQuery } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { SitrepView } from '../contract';
import { type StoredSitrep, SitrepStore } from '../storage/sitrep.store';
import { noSuchSitrep, visibleIncident } from './sitrep-access';
import { digestOf } from './sitrep-digest';
import { sitrepView } from './sitrep-view';

const belowSchema = z.int().min(1);

/** Lists an incident's situation reports, the latest first, and gives one of them as it was issued. */
@Injectable()
export class ReadSitreps {
  constructor(
    private readonly sitreps: SitrepStore,
    private readonly incidents: IncidentDirectory,
    private readonly cursors: Cursors,
  ) {}

  async list(incidentId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Result<Page<SitrepView>, Refusal>> {
    const incident = visibleIncident(await this.incidents.get(incidentId), actor);
    if (!incident.ok) return incident;
    const list = `sitreps:${incidentId}`;
    const below = pageAfter(this.cursors, list, cursor, belowSchema);
    if (!below.ok) return below;
    const rows = await this.sitreps.list(incidentId, below.value, limit + 1);
    return ok(pageFrom(this.cursors, list, { rows, limit, keyOf: ({ number }) => number }, sitrepView));
  }

  /** The report as it was issued; one that no longer matches its digest is not shown. */
  async one(incidentId: string, number: number, actor: Actor): Promise<Result<StoredSitrep, Refusal>> {
    const incident = visibleIncident(await this.incidents.get(incidentId), actor);
    if (!incident.ok) return incident;
    const sitrep = await this.sitreps.find(incidentId, number);
    if (sitrep === null) return noSuchSitrep;
    if (!digestOf(sitrep.document).equals(sitrep.digest)) {
      return refuse(
        'conflict',
        'situation.sitrep-altered',
        'This situation report is not what was issued: it was changed behind our back.',
        'Tell whoever runs this system, and issue a new report.',
      );
    }
    return ok(sitrep);
  }
}
