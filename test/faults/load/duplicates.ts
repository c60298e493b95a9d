import type { World } from '../world/world';
import { reportBody } from './intake-load';

/** Where and when the incident and the reports about it are. */
const place = { lat: 37.06, lng: 37.38 };
const occurredAt = '2023-02-06T01:17:34.342Z';

/**
 * One incident, and reports about the same thing: filing each makes a job that proposes it as a probable duplicate, whose effect is one row and
 * one entry. What a job in hand looks like.
 */
export class ProbableDuplicates {
  private constructor(
    private readonly world: World,
    readonly incidentId: string,
  ) {}

  static async begin(world: World): Promise<ProbableDuplicates> {
    const incident = await world.client('hq-watch-1').must<{ id: string }>(
      '/incidents',
      {
        title: 'Earthquake, for the faults',
        category: 'earthquake',
        urgency: 'U2',
        missionId: 'KR-EMB-TR',
        countryIso2: 'TR',
        ...place,
        occurredAt,
      },
      { key: `faults-incident:${Math.random()}` },
    );
    await world.quiet();
    return new ProbableDuplicates(world, incident.id);
  }

  /** Files one report about it and answers its id; the job follows. */
  async file(): Promise<string> {
    const body = {
      ...reportBody(0),
      category: 'earthquake',
      occurredAt,
      place: { text: 'as the caller described it', ...place, precision: 'exact' },
    };
    const report = await this.world.client('ankara-duty').must<{ id: string }>('/reports', body, { key: `faults-own:${Math.random()}` });
    this.world.acknowledged.otherwiseFiled += 1;
    return report.id;
  }

  /** Whether the report's job has had its effect. */
  async isProposed(reportId: string): Promise<boolean> {
    return (
      (await this.world.count('SELECT count(*) AS n FROM incidents_duplicate_proposal WHERE report_id = $1 AND incident_id = $2', [
        reportId,
        this.incidentId,
      ])) > 0
    );
  }

  /** How often it was proposed for this incident, as the journal says; others of the same world may lie as near. */
  timesProposed(reportId: string): Promise<number> {
    return this.world.count(
      "SELECT count(*) AS n FROM journal_entry WHERE kind = 'incidents.duplicate-proposed' AND body->>'reportId' = $1 AND body->>'incidentId' = $2",
      [reportId, this.incidentId],
    );
  }

  /** When the promise of its job was kept; null until then. */
  async keptAt(reportId: string): Promise<Date | null> {
    const [row] = await this.world.sql<{ kept_at: Date | null }>(
      "SELECT kept_at FROM platform_promised_job WHERE job = 'incidents.propose-duplicates' AND key = $1",
      [reportId],
    );
    return row?.kept_at ?? null;
  }

  /** Nobody can write a proposal until the answer is called: a job that wants to is in hand and waits. */
  async holdBack(): Promise<() => Promise<void>> {
    const holder = await this.world.session();
    await holder.query('BEGIN; LOCK TABLE incidents_duplicate_proposal IN ACCESS EXCLUSIVE MODE');
    return async () => {
      await holder.query('ROLLBACK').catch(() => undefined);
      await holder.end().catch(() => undefined);
    };
  }
}
