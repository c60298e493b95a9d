/** The addresses of deeds, in one place. */
export const paths = {
  incident: (id: string, verb: string) => `/incidents/${id}/${verb}`,
  incidentReport: (incidentId: string, reportId: string) => `/incidents/${incidentId}/reports/${reportId}`,
  unlinkReport: (incidentId: string, reportId: string, reason: string) => `/incidents/${incidentId}/reports/${reportId}${reason === '' ? '' : `?${new URLSearchParams({ reason }).toString()}`}`,
  report: (id: string, verb: string) => `/reports/${id}/${verb}`,
  proposal: (id: string, verb: string) => `/duplicates/${id}/${verb}`,
  request: (id: string, verb: string) => `/support-requests/${id}/${verb}`,
  offer: (id: string, verb: string) => `/offers/${id}/${verb}`,
  deployment: (id: string, verb: string) => `/deployments/${id}/${verb}`,
  shipment: (id: string, verb: string) => `/shipments/${id}/${verb}`,
  lane: (hubId: string, verb: string) => `/lanes/${hubId}/${verb}`,
  missionStatus: (id: string) => `/missions/${id}/change-status`,
} as const;
