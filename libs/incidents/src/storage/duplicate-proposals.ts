import { Injectable } from '@nestjs/common';
import { type Instant, newId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import type { Category } from '../contract';
import type { DuplicateEvidence, Sighting } from '../domain/duplicates';
import { DuplicateProposalEntity } from './report.entity';

/** A report or an incident as duplicates are looked for: what it is, and who was told of it. */
export interface Sighted extends Sighting {
  readonly id: string;
  readonly audience: readonly string[];
}

interface SightingRow {
  id: string;
  category: Category;
  lat: number | null;
  lng: number | null;
  country_iso2: string | null;
  at: Date;
  feed_event_ids: string[] | null;
  audience: string[];
  /** Still waits, or runs. */
  counts: boolean;
}

const AT_MOST = 500;

/** The newest of what is sealed and the newest of what is not, each for itself: how much is sealed changes nothing in what others are told. */
const newestOfEach = (of: 'incident' | 'report', sightings: string): string => {
  const newest = ['=', '<>'].map(
    (is) => `(${sightings} AND coalesce(left(${of}.audience[1], 5), '') ${is} 'seal:' ORDER BY ${of}.id DESC LIMIT ${AT_MOST})`,
  );
  return `${newest.join(' UNION ALL ')} ORDER BY id DESC`;
};

const WAITS = `report.state = 'unlinked' AND report.corrected_by_report_id IS NULL`;
const REPORTS = `
  SELECT report.id, report.category, report.lat, report.lng, report.country_iso2, coalesce(report.occurred_at, report.reported_at, report.entered_at) AS at,
         (SELECT all_ids FROM incidents_feed_event WHERE report_id = report.id LIMIT 1) AS feed_event_ids, report.audience, ${WAITS} AS counts
    FROM incidents_report AS report`;

const RUNS = `incident.state NOT IN ('closed', 'reviewed')`;
const INCIDENTS = `
  SELECT incident.id, incident.category, incident.lat, incident.lng, incident.country_iso2, coalesce(incident.occurred_at, incident.recognised_at, incident.opened_at) AS at,
         (SELECT array_agg(known.event_id) FROM incidents_report AS linked JOIN incidents_feed_event AS event ON event.report_id = linked.id, unnest(event.all_ids) AS known (event_id)
           WHERE linked.incident_id = incident.id AND linked.feed IS NOT NULL) AS feed_event_ids, incident.audience, ${RUNS} AS counts
    FROM incidents_incident AS incident`;

@Injectable()
export class DuplicateProposals {
  /** The report, when it still waits for somebody. What has no time of its own is taken to have happened when it was said, or entered. */
  async waitingReport(tx: Tx, id: string): Promise<Sighted | null> {
    return one(await tx.query<SightingRow>(`${REPORTS} WHERE report.id = $1`, [id]));
  }

  async runningIncident(tx: Tx, id: string): Promise<Sighted | null> {
    return one(await tx.query<SightingRow>(`${INCIDENTS} WHERE incident.id = $1`, [id]));
  }

  /** Incidents that are not over, within a time around `at` and not yet compared with the report; the newest first, at most 500 sealed ones and 500 others. */
  async incidentsAround(tx: Tx, reportId: string, from: Instant, to: Instant): Promise<Sighted[]> {
    const rows = await tx.query<SightingRow>(
      newestOfEach(
        'incident',
        `${INCIDENTS} WHERE ${RUNS} AND coalesce(incident.occurred_at, incident.recognised_at, incident.opened_at) BETWEEN $2 AND $3
         AND NOT EXISTS (SELECT 1 FROM incidents_duplicate_proposal WHERE report_id = $1 AND incident_id = incident.id)`,
      ),
      [reportId, from, to],
    );
    return rows.map(sightedOf);
  }

  /** Reports that wait, likewise. */
  async reportsAround(tx: Tx, incidentId: string, from: Instant, to: Instant): Promise<Sighted[]> {
    const rows = await tx.query<SightingRow>(
      newestOfEach(
        'report',
        `${REPORTS} WHERE ${WAITS} AND coalesce(report.occurred_at, report.reported_at, report.entered_at) BETWEEN $2 AND $3
         AND NOT EXISTS (SELECT 1 FROM incidents_duplicate_proposal WHERE incident_id = $1 AND report_id = report.id)`,
      ),
      [incidentId, from, to],
    );
    return rows.map(sightedOf);
  }

  /** Proposes once; null when the pair was proposed before. */
  async propose(
    tx: Tx,
    pair: { reportId: string; incidentId: string },
    evidence: DuplicateEvidence,
    score: number,
  ): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO incidents_duplicate_proposal
         (id, report_id, incident_id, distance_km, minutes_apart, same_category, same_country, same_feed_event, score, state, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10) ON CONFLICT (report_id, incident_id) DO NOTHING RETURNING id`,
      [
        newId(),
        pair.reportId,
        pair.incidentId,
        evidence.distanceKm,
        evidence.minutesApart,
        evidence.sameCategory,
        evidence.sameCountry,
        evidence.sameFeedEvent,
        score,
        tx.now,
      ],
    );
    return row?.id ?? null;
  }

  find(tx: Tx, id: string): Promise<DuplicateProposalEntity | null> {
    return tx.manager.findOneBy(DuplicateProposalEntity, { id });
  }

  /** A proposal, locked. */
  async lock(tx: Tx, id: string): Promise<DuplicateProposalEntity | null> {
    await tx.query('SELECT 1 AS one FROM incidents_duplicate_proposal WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOneBy(DuplicateProposalEntity, { id });
  }

  /** What a person decided on a pair, when it had been proposed. */
  async decide(tx: Tx, pair: { reportId: string; incidentId: string }, state: 'linked' | 'rejected'): Promise<void> {
    await tx.query(
      'UPDATE incidents_duplicate_proposal SET state = $3, decided_at = $4, decided_by = $5 WHERE report_id = $1 AND incident_id = $2',
      [pair.reportId, pair.incidentId, state, tx.now, tx.actor.id],
    );
  }
}

/** Asked for by its id and looked at here: with the condition in the question PostgreSQL may go through all that wait to find it among them. */
function one([row]: readonly SightingRow[]): Sighted | null {
  return row?.counts === true ? sightedOf(row) : null;
}

function sightedOf(row: SightingRow): Sighted {
  const { id, category, lat, lng, audience } = row;
  return {
    id,
    category,
    lat,
    lng,
    audience,
    countryIso2: row.country_iso2,
    at: row.at.toISOString(),
    feedEventIds: row.feed_event_ids ?? [],
  };
}
