import { IncidentsHttpModule, incidentsEntities } from '@bongsu/incidents';
import { type NewEntry, ok } from '@bongsu/kernel';
import { MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { JournalReader, type PositionedEntry, UnitOfWork, systemActor } from '@bongsu/platform';
import { ResourcesHttpModule, resourcesEntities } from '@bongsu/resources';
import { SituationHttpModule, situationEntities } from '@bongsu/situation';
import type { BoardEntriesPage, BoardState } from '@bongsu/situation/contract';
import { eventually } from '../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../test/harness/http-app';
import { seededMissions } from '../../../test/harness/seeded-missions';

/** The api as far as the situation context reaches, with the real mission network. */
export interface SituationApp extends TestApp {
  /** Writes entries as one unit of work each and waits until all are numbered. */
  tell(...entries: readonly (Omit<NewEntry, 'audience'> & { audience: readonly string[] })[]): Promise<void>;
  /** Everything in the journal, in order. */
  journal(): Promise<PositionedEntry[]>;
  /** The caller's board, once this process has read the whole journal. */
  snapshot(token: string): Promise<{ cursor: string; state: BoardState }>;
  entries(token: string, query: string): Promise<BoardEntriesPage>;
}

export const modules = [MissionsHttpModule, ResourcesHttpModule, IncidentsHttpModule, SituationHttpModule];
export const entities = [...missionsEntities, ...resourcesEntities, ...incidentsEntities, ...situationEntities];

export async function startSituationApp(): Promise<SituationApp> {
  const test = await startTestApp(modules, entities);
  await seededMissions(test.app);
  const work = test.app.get(UnitOfWork);
  const reader = test.app.get(JournalReader);
  const count = async (): Promise<number> => (await reader.visible(0, 100_000)).length;

  return {
    ...test,
    async tell(...entries) {
      const before = await count();
      for (let from = 0; from < entries.length; from += 100) {
        await work.run(systemActor('test', 'situation-test'), (tx) => {
          tx.append(
            ...entries
              .slice(from, from + 100)
              .map(({ kind, subject, incidentId, audience, body }) => ({ kind, subject, incidentId, audience, body })),
          );
          return Promise.resolve(ok(null));
        });
      }
      await eventually('every entry is numbered', async () => (await count()) >= before + entries.length);
    },
    journal: () => reader.visible(0, 100_000),
    async snapshot(token) {
      const head = await reader.head();
      return eventually('the board has caught up', async () => {
        const { status, body } = await test.call(token, 'GET', '/api/v1/board/snapshot');
        if (status !== 200) throw new Error(`snapshot answered ${String(status)} ${JSON.stringify(body)}`);
        const { cursor } = body as { cursor: string };
        const after = await test.call(token, 'GET', `/api/v1/board/entries?limit=1&after=${encodeURIComponent(cursor)}`);
        return head === 0 || (after.body as BoardEntriesPage).items.length === 0 ? body : null;
      });
    },
    async entries(token, query) {
      const { status, body } = await test.call(token, 'GET', `/api/v1/board/entries${query}`);
      if (status !== 200) throw new Error(`entries answered ${String(status)} ${JSON.stringify(body)}`);
      return body;
    },
  };
}
