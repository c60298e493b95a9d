import { FOLLOWERS } from '@bongsu/platform';
import type { Client } from 'pg';
import type { Part } from './parts';

const NAMED = 5;

/** Why a part cannot be taken out yet: each reason names what still needs it. None when it can. */
export async function neededStill(owner: Client, part: Part): Promise<string[]> {
  const reasons: string[] = [];
  for (const reasonsOf of [numbers, followers, promises, incidents]) reasons.push(...(await reasonsOf(owner, part)));
  return reasons;
}

async function numbers(owner: Client, { last, entries, numbered }: Part): Promise<string[]> {
  if (numbered < entries) return [`${String(entries - numbered)} of its entries wait for their numbers`];
  const { rows } = await owner.query<{ head: string; signed: string | null }>(
    'SELECT position::text AS head, (SELECT position::text FROM journal_checkpoint ORDER BY id DESC LIMIT 1) AS signed FROM journal_head',
  );
  if (Number(rows[0]?.head) <= last) return ['it holds the last entry of the journal, on which the next one follows'];
  return Number(rows[0]?.signed ?? 0) > last ? [] : ['the journal was not signed after its last entry: run `bongsu checkpoint`'];
}

async function followers(owner: Client, { last }: Part): Promise<string[]> {
  const { rows } = await owner.query<{ follower: string; position: string }>(
    `SELECT follower, coalesce(position, 0) AS position FROM unnest($2::text[]) AS known(follower) FULL JOIN platform_follower_cursor USING (follower)
      WHERE coalesce(position, 0) < $1 ORDER BY 1`,
    [last, FOLLOWERS],
  );
  return rows.map(({ follower, position }) => `the follower “${follower}” has read up to ${position}, and it goes to ${String(last)}`);
}

async function promises(owner: Client, { first, last }: Part): Promise<string[]> {
  const { rows } = await owner.query<{ job: string; n: string }>(
    'SELECT job, count(*) AS n FROM platform_promised_job WHERE kept_at IS NULL AND position BETWEEN $1 AND $2 GROUP BY job ORDER BY job',
    [first, last],
  );
  return rows.map(({ job, n }) => `${n} job(s) ${job} that its entries promised are not done`);
}

/** Open ones, by what they or their reports have in it. What is sealed is not named. */
async function incidents(owner: Client, { name }: Part): Promise<string[]> {
  const { rows } = await owner.query<{ code: string; n: string }>(`
    WITH told AS (SELECT DISTINCT incident_id::text AS id FROM ${name} WHERE incident_id IS NOT NULL UNION SELECT DISTINCT subject_id FROM ${name}),
         open AS (SELECT id, code FROM incidents_incident WHERE state NOT IN ('closed', 'reviewed')),
         needing AS (SELECT open.id, code FROM open JOIN told ON told.id = open.id::text
                     UNION SELECT open.id, open.code FROM open JOIN incidents_report ON incidents_report.incident_id = open.id JOIN told ON told.id = incidents_report.id::text)
    SELECT CASE WHEN bongsu_sealed_by(id, NULL) IS NULL THEN code ELSE 'a sealed incident' END AS code, count(*) OVER () AS n
      FROM needing ORDER BY 1 LIMIT ${NAMED}`);
  if (rows.length === 0) return [];
  const more = Number(rows[0]?.n) - rows.length;
  return [`open incidents have their past in it: ${rows.map(({ code }) => code).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`];
}
