import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@bongsu/platform/contract';
import type { ExportCopyView, ExportView } from '@bongsu/situation/contract';
import { get, getFile } from '../api/client';
import { saveFile } from './save-file';

export const exportKeys = { all: ['exports'] as const };

const MAKING_MS = 1_000;
const WAITING_MS = 15_000;

/** How soon to look again: often while a file is being made, now and then while somebody has to answer, else not at all. */
function lookAgainMs(shown: readonly ExportView[]): number | false {
  if (shown.some(({ state }) => state === 'preparing')) return MAKING_MS;
  return shown.some(({ state }) => state === 'waiting' || state === 'ready') ? WAITING_MS : false;
}

/** What one asked for, the latest first, page by page. */
export function useExports() {
  return useInfiniteQuery({
    queryKey: exportKeys.all,
    queryFn: ({ pageParam, signal }) => get<Page<ExportView>>('/exports', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    refetchInterval: ({ state }) => lookAgainMs(state.data?.pages.flatMap(({ items }) => items) ?? []),
  });
}

/** Takes a copy: straight to the folder for downloads, nothing of it stays in the board. Answers the mark of the copy. */
export function useTakeExport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, reference }: ExportView) => {
      const { name, blob } = await getFile(`/exports/${id}/file`);
      saveFile(name ?? `${reference}.csv`, blob);
      return { mark: (name ?? reference).replace(/\.csv$/, '') };
    },
    onSettled: () => queries.invalidateQueries({ queryKey: exportKeys.all }),
  });
}

/** Whose copy has this mark; not kept once the page is left. */
export function useExportCopy(mark: string | null) {
  return useQuery({
    queryKey: ['export-copy', mark],
    queryFn: ({ signal }) => get<ExportCopyView>(`/export-copies/${encodeURIComponent(mark ?? '')}`, {}, signal),
    enabled: mark !== null,
    gcTime: 0,
    retry: false,
  });
}
