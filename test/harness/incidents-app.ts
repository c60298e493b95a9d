import { IncidentsHttpModule, incidentsEntities } from '@bongsu/incidents';
import type { FileReportInput, IncidentDetail, IncidentView, OpenIncidentInput, ReportView } from '@bongsu/incidents/contract';
import type { Entry } from '@bongsu/kernel';
import { MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { Database, EVERYTHING, type Visibility, JournalReader } from '@bongsu/platform';
import type { Page, Problem } from '@bongsu/platform/contract';
import { eventually } from './eventually';
import { type TestApp, startTestApp } from './http-app';
import { seededMissions } from './seeded-missions';

/** Reports and incidents over HTTP with the real mission network, seen by four people. */
export interface IncidentsApp extends TestApp {
  readonly tokens: {
    readonly headquarters: string;
    readonly ankara: string;
    readonly ankaraHead: string;
    readonly athens: string;
    readonly hub: string;
  };
  /** Ankara's primary hub. */
  readonly hubId: string;
  file(said?: Partial<FileReportInput>, token?: string): Promise<ReportView>;
  open(said?: Partial<OpenIncidentInput>, token?: string): Promise<IncidentView>;
  detail(id: string, token?: string): Promise<IncidentDetail>;
  /** Expects success and answers the body. */
  ask<T>(token: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** Expects a problem of this status and answers it. */
  refused(status: number, token: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Problem>;
  /** The journal once everything committed is numbered. */
  journal(visibility?: Visibility): Promise<Entry[]>;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export const ANKARA = 'KR-EMB-TR';
export const ATHENS = 'KR-EMB-GR';
export const hatay = { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' } as const;

export async function startIncidentsApp(
  contexts: Parameters<typeof startTestApp>[0] = [],
  overrides: Record<string, string> = {},
): Promise<IncidentsApp> {
  const test = await startTestApp(
    [MissionsHttpModule, IncidentsHttpModule, ...contexts],
    [...(missionsEntities as []), ...(incidentsEntities as [])],
    overrides,
  );
  await seededMissions(test.app);
  const query: IncidentsApp['query'] = (sql, parameters = []) => test.app.get(Database).query(sql, parameters);
  const [mission] = await query<{ hub: string }>(
    "SELECT primary_hub_id AS hub FROM missions_hub_membership WHERE mission_id = 'KR-EMB-TR'",
  );
  const hubId = mission?.hub ?? '';
  const tokens = {
    headquarters: await test.signIn({ role: 'headquarters-watch-officer', missions: '*' }),
    ankara: await test.signIn({ role: 'duty-officer', missions: [ANKARA] }),
    ankaraHead: await test.signIn({ role: 'head-of-mission', missions: [ANKARA] }),
    athens: await test.signIn({ role: 'head-of-mission', missions: [ATHENS] }),
    hub: await test.signIn({ role: 'hub-coordinator', missions: [hubId] }),
  };

  const answer = async (ok: (status: number) => boolean, ...call: Parameters<TestApp['call']>): Promise<never> => {
    const { status, body } = await test.call(...call);
    if (!ok(status)) throw new Error(`${call[1]} ${call[2]} answered ${String(status)} ${JSON.stringify(body)}`);
    return body;
  };
  const ask: IncidentsApp['ask'] = (token, method, path, body, headers) =>
    answer((status) => status < 300, token, method, `/api/v1${path}`, body, headers);

  return {
    ...test,
    tokens,
    hubId,
    ask,
    query,
    refused: (status, token, method, path, body, headers) => answer((is) => is === status, token, method, `/api/v1${path}`, body, headers),
    file: (said = {}, token = tokens.ankara) =>
      ask(token, 'POST', '/reports', {
        summary: 'Two travellers cannot be reached',
        category: 'missing-person',
        urgency: 'U2',
        evidenceGrade: 'C',
        channel: 'phone',
        place: hatay,
        ...said,
      }),
    open: (said = {}, token = tokens.ankara) =>
      ask(token, 'POST', '/incidents', {
        title: 'Earthquake in Hatay',
        category: 'earthquake',
        urgency: 'U1',
        lat: hatay.lat,
        lng: hatay.lng,
        ...said,
      }),
    detail: (id, token = tokens.headquarters) => ask(token, 'GET', `/incidents/${id}`),
    async journal(visibility = EVERYTHING) {
      await eventually(
        'every entry has its position',
        async () => (await query<{ n: number }>('SELECT count(*)::int AS n FROM journal_entry WHERE position IS NULL'))[0]?.n === 0,
      );
      return test.app.get(JournalReader).visible(0, 10_000, visibility);
    },
  };
}

export type { Page };
