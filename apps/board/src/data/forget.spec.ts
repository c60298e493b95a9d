import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { BoardState } from '@bongsu/situation/contract';
import { ApiError } from '../api/problem';
import { forgetWhatWasRead, somethingLeft } from './forget';
import { newQueryClient } from './query-client';

const seen = (incidents: string[], reports: string[] = []): Pick<BoardState, 'incidents' | 'reports'> => ({
  incidents: Object.fromEntries(incidents.map((id) => [id, {}])) as BoardState['incidents'],
  reports: Object.fromEntries(reports.map((id) => [id, {}])) as BoardState['reports'],
});

describe('what was read of an incident that is no longer to be seen', () => {
  it('is looked for when a new picture lacks an incident or a report', () => {
    expect(somethingLeft(seen(['a', 'b']), seen(['a']))).toBe(true);
    expect(somethingLeft(seen(['a'], ['r']), seen(['a']))).toBe(true);
    expect(somethingLeft(seen([]), seen(['a'], ['r']))).toBe(false);
    expect(somethingLeft(seen(['a'], ['r']), seen(['a', 'b'], ['r']))).toBe(false);
  });

  it('is dropped at once, from pages that are open and from those that were, with every list that may hold it', () => {
    const queries = new QueryClient();
    queries.setQueryData(['incident', 'x'], { title: 'Student taken' });
    queries.setQueryData(['deployments', {}], [{ incidentId: 'x' }]);
    queries.setQueryData(['reports', 'incident', 'x'], [{ summary: 'what was said' }]);
    queries.setQueryData(['me'], { id: 'me' });
    queries.setQueryData(['missions'], ['KR-EMB-TR']);
    const page = new QueryObserver(queries, { queryKey: ['incident', 'x'], enabled: false });
    const leave = page.subscribe(() => undefined);

    forgetWhatWasRead(queries);

    expect(page.getCurrentResult().data).toBeUndefined();
    expect(
      JSON.stringify(
        queries
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey[0], state.data ?? null]),
      ),
    ).toBe('[["incident",null],["me",{"id":"me"}],["missions",["KR-EMB-TR"]]]');
    leave();
    queries.clear();
  });

  it.each([404, 403])('is not shown from memory when the server answers %i', async (status) => {
    const queries = newQueryClient();
    const queryKey = ['incident', 'x'];
    queries.setQueryData(queryKey, { title: 'Student taken' });
    const asked = queries.query({ queryKey, staleTime: 0, retry: false, queryFn: () => Promise.reject(new ApiError(status, null)) });
    await expect(asked).rejects.toMatchObject({ status });
    expect(queries.getQueryData(queryKey)).toBeUndefined();
    expect(queries.getQueryState(queryKey)).toMatchObject({ status: 'error' });
    queries.clear();
  });

  it('stays where the server could not be reached: what was read is still what is known', async () => {
    const queries = newQueryClient();
    const queryKey = ['incident', 'x'];
    queries.setQueryData(queryKey, { title: 'Earthquake' });
    const asked = queries.query({ queryKey, staleTime: 0, retry: false, queryFn: () => Promise.reject(new ApiError(503, null)) });
    await expect(asked).rejects.toMatchObject({ status: 503 });
    expect(queries.getQueryData(queryKey)).toEqual({ title: 'Earthquake' });
    queries.clear();
  });
});
