import { useInfiniteQuery } from '@tanstack/react-query';
import type { AccessRecordView, SubjectType } from '@bongsu/access/contract';
import type { Page } from '@bongsu/platform/contract';
import { get } from '../api/client';

/** Whose readings are asked for: those of one person's data, or those that one reader did. */
export type AccessQuestion = { readonly by: SubjectType; readonly id: string } | { readonly by: 'reader'; readonly id: string };

/** The record, newest first, page by page. Not kept once the page is left. */
export function useAccessRecords(asked: AccessQuestion | null) {
  const query = asked === null ? {} : asked.by === 'reader' ? { reader: asked.id } : { subject: `${asked.by}/${asked.id}` };
  return useInfiniteQuery({
    queryKey: ['access-records', asked?.by, asked?.id],
    queryFn: ({ pageParam, signal }) => get<Page<AccessRecordView>>('/access-records', { ...query, limit: 100, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: asked !== null,
    gcTime: 0,
  });
}
