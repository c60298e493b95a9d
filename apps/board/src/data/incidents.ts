import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { IncidentDetail, ReportDetail, ReportView } from '@bongsu/incidents/contract';
import type { SitrepView } from '@bongsu/situation/contract';
import type { TimelinePage } from '@bongsu/platform/contract';
import { get } from '../api/client';
import { keys } from './keys';
import { readAll } from './missions';

export function useIncident(id: string) {
  return useQuery({ queryKey: keys.incident(id), queryFn: ({ signal }) => get<IncidentDetail>(`/incidents/${id}`, {}, signal) });
}

export function useIncidentReports(id: string) {
  return useQuery({
    queryKey: keys.incidentReports(id),
    queryFn: ({ signal }) => readAll<ReportView>('/reports', signal, { incidentId: id }),
  });
}

export function useReport(id: string | null) {
  return useQuery({
    queryKey: keys.report(id ?? ''),
    queryFn: ({ signal }) => get<ReportDetail>(`/reports/${id ?? ''}`, {}, signal),
    enabled: id !== null,
  });
}

export function useSitreps(incidentId: string) {
  return useQuery({
    queryKey: keys.sitreps(incidentId),
    queryFn: ({ signal }) => readAll<SitrepView>(`/incidents/${incidentId}/sitreps`, signal),
  });
}

/** What happened in an incident, newest first, page by page: a long crisis has thousands of entries. */
export function useTimeline(incidentId: string) {
  return useInfiniteQuery({
    queryKey: keys.timeline(incidentId),
    queryFn: ({ pageParam, signal }) => get<TimelinePage>(`/incidents/${incidentId}/timeline`, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
