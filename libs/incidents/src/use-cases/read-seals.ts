import { Injectable } from '@nestjs/common';
import { type Result, ok } from '@bongsu/kernel';
import { type CandidateSearch, KnownAccounts, SealCandidates, SealLists } from '@bongsu/access';
import type { SealCandidate } from '@bongsu/access/contract';
import type { Actor } from '@bongsu/platform';
import { type SealView, permissionToDecide } from '../contract';
import { IncidentReads } from '../storage/incident-reads';
import { refuseUnlessMay, visibleIncident } from './admission';
import { notSealed } from './change-seal-list';
import { deciderView } from './views';

/** Why an incident is sealed and who sees it, for those who do. */
@Injectable()
export class ReadSeals {
  constructor(
    private readonly reads: IncidentReads,
    private readonly lists: SealLists,
    private readonly people: SealCandidates,
    private readonly accounts: KnownAccounts,
  ) {}

  async one(incidentId: string, actor: Actor): Promise<Result<SealView>> {
    const incident = visibleIncident(await this.reads.find(incidentId), actor);
    if (!incident.ok) return incident;
    const { sealGround: ground, sealedAt, sealedBy } = incident.value;
    if (ground === null || sealedAt === null || sealedBy === null) return notSealed;
    const list = await this.lists.list(incidentId, actor);
    const people = await this.accounts.people([sealedBy], actor, 'incidents.read-incident');
    return ok({ ground, sealedAt, sealedBy: deciderView(sealedBy, people), list });
  }

  /** Whom one may put on the list, of an incident that is sealed or about to be. */
  async candidates(incidentId: string, search: CandidateSearch, actor: Actor): Promise<Result<SealCandidate[]>> {
    const incident = visibleIncident(await this.reads.find(incidentId), actor);
    if (!incident.ok) return incident;
    const permitted = refuseUnlessMay(actor, permissionToDecide['name-on-seal'], incident.value.missionId);
    return permitted.ok ? ok(await this.people.called(search, incidentId, actor)) : permitted;
  }
}
