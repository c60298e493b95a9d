import { Inject, Injectable } from '@nestjs/common';
import { type Result, ok, refuse } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { unknownMission } from '@bongsu/missions';
import { type Actor, SETTINGS, type Settings, isVisible, visibilityOf } from '@bongsu/platform';
import { Catalogue } from '@bongsu/resources';
import type { SubmitSupportRequest as Command } from '../contract';
import { refuseUnlessMay } from './admission';
import { deadlinesOf } from './deadlines-of';
import { HubNetwork } from './hub-network';

/** What a request is checked against before anything is written: the incident, the mission, the catalogue, the clocks. */
@Injectable()
export class SubmitContext {
  constructor(
    readonly catalogue: Catalogue,
    readonly network: HubNetwork,
    private readonly incidents: IncidentDirectory,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'deadlines'>,
  ) {}

  get deadlines() {
    return deadlinesOf(this.settings);
  }

  async incidentFor({ missionId, incidentId }: Command, actor: Actor) {
    if (!this.network.knows(missionId)) return unknownInBody(missionId);
    const permitted = refuseUnlessMay(actor, 'dispatch.request.submit', missionId, 'You may not ask for this mission.');
    if (!permitted.ok) return permitted;
    const incident = await this.incidents.get(incidentId);
    return incident !== null && isVisible(incident.audience, visibilityOf(actor)) ? ok(incident) : unknownIncident;
  }
}

export const unknownIncident = refuse(
  'invalid',
  'dispatch.unknown-incident',
  'There is no such incident.',
  'Check the id; an incident of other missions is not shown.',
  { field: 'incidentId' },
);

/** The body is what is wrong, not the address. */
function unknownInBody(missionId: string): Result<never> {
  const unknown = unknownMission(missionId, 'missionId');
  return { ok: false, refusal: { ...unknown.refusal, kind: 'invalid' } };
}
