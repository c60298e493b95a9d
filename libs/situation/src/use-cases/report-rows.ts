import { Injectable } from '@nestjs/common';
import { may } from '@bongsu/access';
import { type ExtractScope, IncidentDirectory, type ReportExtract, ReportExtracts } from '@bongsu/incidents';
import type { Cell } from '../domain/export-sheet';
import { rightsToTakeOut } from './export-rights';
import { BATCH, type RowSource, type Taking, missionsLeft } from './export-rows';
import { visibleIncident } from './sitrep-access';

const PLAIN = [
  ...['code', 'state', 'category', 'urgency', 'evidenceGrade', 'channel', 'missionId', 'countryIso2'],
  ...['occurredAt', 'recognisedAt', 'reportedAt', 'enteredAt', 'nationalsLow', 'nationalsBest', 'nationalsHigh'],
] as const;
const SAID = ['summary', 'details', 'placeText', 'lat', 'lng', 'sourceNote'] as const;

/** Reports for an export: those that its asker could read one by one at this moment. */
@Injectable()
export class ReportRows {
  constructor(
    private readonly extracts: ReportExtracts,
    private readonly incidents: IncidentDirectory,
  ) {}

  /** Null when the asker's right is gone. */
  async of(taking: Taking): Promise<RowSource | null> {
    const scope = await this.scopeOf(taking);
    if (scope === null) return null;
    const { extracts } = this;
    const { reading } = taking;
    const open = taking.order.content === 'personal';
    return {
      columns: open ? [...PLAIN, ...SAID] : PLAIN,
      total: await extracts.count(scope, reading.actor),
      async *batches() {
        let after: string | null = null;
        for (;;) {
          const page: ReportExtract[] = await extracts.page(scope, { after, limit: BATCH }, reading, { open });
          if (page.length > 0) yield { rows: page.map(rowOf), ids: page.map(({ id }) => id), subjects: page.flatMap(subjectOf) };
          if (page.length < BATCH) return;
          after = page.at(-1)?.id ?? null;
        }
      },
    };
  }

  private async scopeOf(taking: Taking): Promise<ExtractScope | null> {
    const { incidentId, fromAt, toAt } = taking.order;
    const { actor } = taking.reading;
    if (incidentId !== null) {
      const incident = visibleIncident(await this.incidents.get(incidentId), actor);
      const permitted = incident.ok && rightsToTakeOut(taking.order).every((one) => may(actor, one, incident.value.missionId));
      return permitted ? { incidentId } : null;
    }
    const missionIds = missionsLeft(taking);
    return missionIds === undefined || fromAt === null || toAt === null ? null : { missionIds, from: fromAt, to: toAt };
  }
}

function rowOf({ code, plain, said }: ReportExtract): Cell[] {
  const values: Record<(typeof PLAIN)[number], Cell> = { code, ...plain };
  return [...PLAIN.map((column) => values[column]), ...(said === null ? [] : SAID.map((column) => said[column]))];
}

/** Nobody's data stands in a row of which it was erased. */
const subjectOf = ({ id, incidentId, said }: ReportExtract) => (said === null || said.isErased ? [] : [{ type: 'report', id, incidentId }]);
