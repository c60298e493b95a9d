import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/problem';

/** Answers of the server, as long as it would give them. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    // What the server no longer shows is not shown from memory either.
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiError && (error.status === 404 || error.status === 403))
          query.setState({ data: undefined, dataUpdatedAt: 0 });
      },
    }),
    defaultOptions: {
      queries: {
        // What the live line does not refresh is at most half a minute old.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // An answer that was given will not change by asking again; only what did not arrive is asked once more.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.unreachable,
      },
      // The answer to a deed is read when it comes and kept by nobody.
      // Without a line it fails at once and says so, rather than waiting unseen for one.
      mutations: { gcTime: 0, networkMode: 'always' },
    },
  });
}
