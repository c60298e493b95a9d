import { DispatchRoutes } from '../../../libs/dispatch/src/jobs/dispatch.routes';
import { IncidentsRoutes } from '../../../libs/incidents/src/jobs/incidents.routes';
import { type JournalRow, positionedOf } from '../../../libs/platform/src/journal/append';
import { type Ended, rowsOf } from './ended';

const routes = [...new DispatchRoutes().routes, ...new IncidentsRoutes().routes];
const marking = ['incidents.propose-duplicates', 'incidents.propose-waiting-reports'];

/** What every entry promises is owed once, is kept, does not lie dead, and had its effect once. */
export function checkPromises(ended: Ended): string[] {
  const rows = rowsOf(ended, 'platform_promised_job');
  const owed = rows.map(({ job, key }) => `${String(job)} ${String(key)}`);
  const expected = new Set(
    rowsOf(ended, 'journal_entry').flatMap((row) => {
      const entry = positionedOf({ ...(row as unknown as JournalRow), sealed_by: null });
      const promised = routes.filter(({ kind }) => kind === entry.kind).flatMap(({ promises }) => promises(entry));
      return promised.map(({ job, key }) => `${job.name} ${key}`);
    }),
  );
  return [
    ...[...expected].filter((each) => !owed.includes(each)).map((each) => `${each} was promised and is not owed`),
    ...owed.filter((each) => !expected.has(each)).map((each) => `${each} is owed and nobody promised it`),
    ...owed.filter((each, at) => owed.indexOf(each) < at).map((each) => `${each} is owed twice`),
    ...rows.filter(({ dead_at }) => dead_at !== null).map((row) => `${String(row.job)} lies dead after ${String(row.last_failure)}`),
    ...rows
      .filter(({ kept_at, dead_at }) => kept_at === null && dead_at === null)
      .map((row) => `${String(row.job)} ${String(row.key)} was never kept`),
    ...checkMarks(ended),
  ];
}

/** The effect of a job that has one each time it runs. */
function checkMarks(ended: Ended): string[] {
  const marks = rowsOf(ended, 'simulation_mark');
  return rowsOf(ended, 'platform_promised_job')
    .filter(({ job, kept_at }) => kept_at !== null && marking.includes(String(job)))
    .flatMap(({ id, job, key }) => {
      const effects = marks.filter(({ promiseId }) => promiseId === id).length;
      return effects === 1 ? [] : [`${String(job)} ${String(key)} had its effect ${effects} times`];
    });
}
