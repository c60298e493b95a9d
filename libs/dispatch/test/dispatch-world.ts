import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { IncidentsModule, incidentsEntities } from '@bongsu/incidents';
import { type Instant, type Refusal, type Result, addMs, hours, newId, systemClock } from '@bongsu/kernel';
import { MissionsModule, missionsEntities } from '@bongsu/missions';
import { type Actor, Database, type Grant, PlatformModule, SequencerModule, systemActor } from '@bongsu/platform';
import { ResourcesModule, resourcesEntities } from '@bongsu/resources';
import type { Skill } from '@bongsu/resources/contract';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { seededMissions } from '../../../test/harness/seeded-missions';
import { testSettings } from '../../../test/harness/settings';
import { UNREAD_TEXT } from '../../../test/harness/unread-text';
import { OpenIncident } from '../../incidents/src/use-cases/open-incident';
import { openIncidentSchema } from '../../incidents/src/contract';
import { type RequestLine, type SupportRequestDetail, type SupportRequestView, submitSupportRequestSchema } from '../src/contract';
import { DispatchModule } from '../src/dispatch.module';
import { dispatchEntities } from '../src/storage/entities';
import { DeliverOffer } from '../src/use-cases/deliver-offer';
import { PlanSupportRequest } from '../src/use-cases/plan-support-request';
import { ReadDispatch } from '../src/use-cases/read-dispatch';
import { SubmitSupportRequest } from '../src/use-cases/submit-support-request';

/** Dispatch on a database of its own with the real mission network. The queue's work is done by calling what its jobs call. */
export interface DispatchWorld {
  readonly app: INestApplicationContext;
  readonly databaseUrl: string;
  get<T>(type: new (...parameters: never[]) => T): T;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  incident(missionId?: string): Promise<string>;
  /** Somebody with an account who holds these grants now; answers how she acts. */
  account(grants: readonly Grant[], id?: string): Promise<Actor>;
  /** A rested person with these skills at a mission; answers the id. */
  person(missionId: string, skills?: readonly Skill[], more?: { languages?: string[]; visas?: string[] }): Promise<string>;
  lot(missionId: string, quantity: number, more?: { itemCode?: string; expiresAt?: Instant | null }): Promise<string>;
  submit(
    incidentId: string,
    lines: readonly Partial<RequestLine>[],
    more?: { missionId?: string; priority?: 'P1' | 'P2' | 'P3'; by?: Actor },
  ): Promise<SupportRequestView>;
  /** What the queue would do next: plan, and deliver what the plan put into lanes. */
  planAndDeliver(requestId: string): Promise<SupportRequestDetail>;
  read(requestId: string): Promise<SupportRequestDetail>;
  /** Takes everything away but the mission network and the catalogue; the journal cannot be emptied, so its end is remembered. */
  reset(): Promise<void>;
  /** Kinds of this context's entries since the last reset. */
  kinds(): Promise<string[]>;
  close(): Promise<void>;
}

export const headquarters: Actor = {
  kind: 'person',
  id: '01920000-0000-7000-8000-000000000001',
  grants: [{ role: 'headquarters-watch-officer', missions: '*' }],
  correlationId: 'test',
};
export const officerOf = (missionId: string): Actor => ({
  kind: 'person',
  id: `officer of ${missionId}`,
  grants: [{ role: 'duty-officer', missions: [missionId] }],
  correlationId: 'test',
});
export const coordinatorOf = (hubId: string): Actor => ({
  kind: 'person',
  id: `coordinator of ${hubId}`,
  grants: [{ role: 'hub-coordinator', missions: [hubId] }],
  correlationId: 'test',
});
export const house = systemActor('test', 'test');

export const KIT = 'KMEDKFAI01B';

export function unwrapped<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
}

export function refusal(result: Result<unknown, Refusal>): Refusal {
  if (result.ok) throw new Error('was not refused');
  return result.refusal;
}

export async function startDispatchWorld(overrides: Record<string, string> = {}): Promise<DispatchWorld> {
  const database: FreshDatabase = await freshDatabase();
  const settings = testSettings({ DATABASE_URL: database.url, ...overrides });
  const entities = [...(missionsEntities as []), ...(resourcesEntities as []), ...(incidentsEntities as []), ...(dispatchEntities as [])];
  @Module({
    imports: [
      PlatformModule.forProcess({ settings, entities, name: 'test' }),
      SequencerModule,
      MissionsModule,
      ResourcesModule,
      IncidentsModule,
      DispatchModule,
    ],
  })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  await seededMissions(app);
  const get: DispatchWorld['get'] = (type) => app.get(type, { strict: false });
  const query: DispatchWorld['query'] = (sql, parameters = []) => app.get(Database).query(sql, parameters);
  await query(
    `INSERT INTO resources_catalogue_item (item_code, category, name_en, name_ko, unit) VALUES ($1, 'medical', 'First aid kit', '구급낭', 'piece'), ('TENT', 'shelter', 'Tent', '텐트', 'piece')`,
    [KIT],
  );
  const account: DispatchWorld['account'] = async (grants, id = newId()) => {
    await query(
      `INSERT INTO access_account (id, email, display_name, grants, created_at) VALUES ($1, '${UNREAD_TEXT}', '${UNREAD_TEXT}', $2::jsonb, now())`,
      [id, JSON.stringify(grants)],
    );
    return { kind: 'person', id, grants, correlationId: newId() };
  };
  await account(headquarters.grants, headquarters.id);
  let people = 0;
  let journalFrom = 0;

  const read = async (requestId: string): Promise<SupportRequestDetail> =>
    unwrapped(await get(ReadDispatch).request(requestId, headquarters));
  return {
    app,
    databaseUrl: database.url,
    get,
    query,
    read,
    async incident(missionId = 'KR-EMB-TR') {
      const command = openIncidentSchema.parse({ title: 'Earthquake', category: 'earthquake', urgency: 'U1', missionId });
      return unwrapped(await get(OpenIncident).execute(command, headquarters)).id;
    },
    account,
    async person(missionId, skills = ['consular'], { languages = [], visas = [] } = {}) {
      const id = newId();
      await query(
        `INSERT INTO resources_staff (id, staff_no, display_name, mission_id, grade, skills, languages, visas, state, synthetic, version)
         VALUES ($1, $2, '${UNREAD_TEXT}', $3, 'consul', $4, $5::jsonb, $6::jsonb, 'available', true, 1)`,
        [
          id,
          `T-${String(++people).padStart(4, '0')}`,
          missionId,
          skills,
          JSON.stringify(languages.map((code) => ({ code, level: 'B2' }))),
          JSON.stringify(visas.map((countryIso2) => ({ countryIso2, validUntil: '2099-01-01T00:00:00.000Z' }))),
        ],
      );
      return id;
    },
    async lot(missionId, quantity, { itemCode = KIT, expiresAt = null } = {}) {
      const id = newId();
      await query(
        `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version) VALUES ($1, $2, $3, $4, $5, 0, 'piece', $6, 'good', true, 1)`,
        [id, `L-${id.slice(-6)}`, itemCode, missionId, quantity, expiresAt],
      );
      return id;
    },
    async submit(incidentId, lines, { missionId = 'KR-EMB-TR', priority = 'P1', by = headquarters } = {}) {
      const neededBy = addMs(systemClock.now(), hours(96));
      const command = submitSupportRequestSchema.parse({ incidentId, missionId, priority, neededBy, justification: 'needed', lines });
      return unwrapped(await get(SubmitSupportRequest).execute(command, by));
    },
    async planAndDeliver(requestId) {
      unwrapped(await get(PlanSupportRequest).execute({ requestId }, house));
      for (const { id, state } of (await read(requestId)).offers)
        if (state === 'queued') unwrapped(await get(DeliverOffer).execute({ offerId: id }, house));
      return read(requestId);
    },
    async reset() {
      const owner = new Client({ connectionString: database.url });
      await owner.connect();
      await owner.query(
        'TRUNCATE dispatch_lane, dispatch_shipment, dispatch_deployment, dispatch_offer, dispatch_request, resources_reservation, resources_lot, resources_staff, incidents_open_obligation CASCADE',
      );
      const { rows } = await owner.query<{ last: string }>('SELECT coalesce(max(serial), 0) AS last FROM journal_entry');
      await owner.end();
      journalFrom = Number(rows[0]?.last);
    },
    async kinds() {
      const rows = await query<{ kind: string }>(
        `SELECT kind FROM journal_entry WHERE kind LIKE 'dispatch.%' AND serial > $1 ORDER BY serial`,
        [journalFrom],
      );
      return rows.map(({ kind }) => kind.replace('dispatch.', ''));
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
