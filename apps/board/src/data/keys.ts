/** The names under which answers are kept, and by which the live line declares them outdated. */
export const keys = {
  incident: (id: string) => ['incident', id] as const,
  incidentReports: (id: string) => ['reports', 'incident', id] as const,
  report: (id: string) => ['reports', 'one', id] as const,
  timeline: (id: string) => ['timeline', id] as const,
  sitreps: (id: string) => ['sitreps', id] as const,
  request: (id: string) => ['request', id] as const,
  offers: (hubId: string) => ['offers', hubId] as const,
  deployments: ['deployments'] as const,
  shipments: ['shipments'] as const,
  lanes: ['lanes'] as const,
  catalogue: ['catalogue'] as const,
  mission: (id: string) => ['mission', id] as const,
  travel: (id: string) => ['travel', id] as const,
} as const;
