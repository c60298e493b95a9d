import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, Cursors } from '@bongsu/platform';
import type { Page, PageQuery } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { SitrepView } from '../contract';
import { type StoredSitrep, SitrepStore } from '../storage/sitrep.store';
import { visibleIncident } from './sitrep-access';
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
    const below = cursor === undefined ? null : this.cursors.page(list, cursor, belowSchema);
    if (cursor !== undefined && below === null)
      return refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
        field: 'cursor',
      });
    const found = await this.sitreps.list(incidentId, below, limit + 1);
    const items = found.slice(0, limit).map(sitrepView);
    const last = items.at(-1);
    return ok({ items, nextCursor: found.length > items.length && last ? this.cursors.ofPage(list, last.number) : null });
  }

  /** The report as it was issued; one that no longer matches its digest is not shown. */
  async one(incidentId: string, number: number, actor: Actor): Promise<Result<StoredSitrep, Refusal>> {
    const incident = visibleIncident(await this.incidents.get(incidentId), actor);
    if (!incident.ok) return incident;
    const sitrep = await this.sitreps.find(incidentId, number);
    if (sitrep === null)
      return refuse(
        'not-found',
        'situation.sitrep-not-found',
        'There is no situation report of this number.',
        'See the list of the incident for the numbers there are.',
      );
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
