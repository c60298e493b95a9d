import { useQuery } from '@tanstack/react-query';
import type { OwnSecurity, PersonView, ServiceAccountView, SessionList } from '@bongsu/access/contract';
import { get } from '../api/client';
import { readAll } from './missions';

export const accountKeys = {
  me: ['me'] as const,
  security: ['own-security'] as const,
  sessions: ['own-sessions'] as const,
  people: ['people'] as const,
  services: ['service-accounts'] as const,
};

export function useOwnSecurity() {
  return useQuery({ queryKey: accountKeys.security, queryFn: ({ signal }) => get<OwnSecurity>('/me/security', {}, signal), staleTime: 0 });
}

export function useOwnSessions() {
  return useQuery({ queryKey: accountKeys.sessions, queryFn: ({ signal }) => get<SessionList>('/me/sessions', {}, signal), staleTime: 0 });
}

export function usePeople() {
  return useQuery({ queryKey: accountKeys.people, queryFn: ({ signal }) => readAll<PersonView>('/accounts', signal), staleTime: 0 });
}

export function useServiceAccounts() {
  return useQuery({
    queryKey: accountKeys.services,
    queryFn: ({ signal }) => get<{ items: ServiceAccountView[] }>('/service-accounts', {}, signal),
    staleTime: 0,
  });
}
