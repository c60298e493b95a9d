/** The addresses of deeds, in one place. */
export const paths = {
  incident: (id: string, verb: string) => `/incidents/${id}/${verb}`,
  incidentReport: (incidentId: string, reportId: string) => `/incidents/${incidentId}/reports/${reportId}`,
  unlinkReport: (incidentId: string, reportId: string, reason: string) => `/incidents/${incidentId}/reports/${reportId}${reason === '' ? '' : `?${new URLSearchParams({ reason }).toString()}`}`,
  sitreps: (incidentId: string) => `/incidents/${incidentId}/sitreps`,
  sitrep: (incidentId: string, number: number, verb: string) => `/incidents/${incidentId}/sitreps/${String(number)}/${verb}`,
  report: (id: string, verb: string) => `/reports/${id}/${verb}`,
  proposal: (id: string, verb: string) => `/duplicates/${id}/${verb}`,
  request: (id: string, verb: string) => `/support-requests/${id}/${verb}`,
  offer: (id: string, verb: string) => `/offers/${id}/${verb}`,
  deployment: (id: string, verb: string) => `/deployments/${id}/${verb}`,
  shipment: (id: string, verb: string) => `/shipments/${id}/${verb}`,
  lane: (hubId: string, verb: string) => `/lanes/${hubId}/${verb}`,
  decision: (id: string, verb: string) => `/proposals/${id}/${verb}`,
  breakGlass: (id: string, verb: string) => `/break-glass/${id}/${verb}`,
  revokeDelegation: (id: string) => `/delegations/${id}/revoke`,
  missionStatus: (id: string) => `/missions/${id}/change-status`,
} as const;
