import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { personNeeded } from '@bongsu/access';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, SETTINGS, type Settings, type Tx, UnitOfWork, sealedAudience } from '@bongsu/platform';
import { type IncidentView, type OpenIncident as Command, permissionToDecide } from '../contract';
import { widened } from '../domain/audience';
import { incidentCode, incidentSeries, sealedCode } from '../domain/codes';
import { checkCoordinates } from '../domain/file-report';
import type { Incident } from '../domain/incident';
import { incidentOpened, incidentSealed } from '../domain/incident-entries';
import type { Jurisdiction } from '../domain/jurisdiction';
import { checkOpeningTimes, fromReports, jurisdictionOfReports, openIncident } from '../domain/open-incident';
import { type Report, linkReport } from '../domain/report';
import { reportLinked } from '../domain/report-entries';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore, type Told } from '../storage/report.store';
import { refuseUnlessMay, refuseUnlessOfSeal, visibleReport } from './admission';
import { configuredAckWithin } from './ack-within';
import { Places } from './places';
import { Sealing } from './sealing';
import { shareReport } from './sharing';
import { incidentView } from './views';

/**
 * Opens an incident, from reports that wait or from nothing. The lead mission has its deadline to acknowledge from now on. One that is sealed is seen by
 * nobody but its list from the beginning, and its reports leave everybody else's sight.
 */
@Injectable()
export class OpenIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reports: ReportStore,
    private readonly places: Places,
    private readonly sealing: Sealing,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'deadlines'>,
  ) {}

  async execute(command: Command, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    const result = await this.work.run<IncidentView, Refusal>(actor, async (tx) => {
      const id = newId();
      const reports = await this.waitingReports(tx, id, command.reportIds, actor);
      if (!reports.ok) return reports;
      const jurisdiction = this.jurisdictionOf(command, reports.value);
      if (!jurisdiction.ok) return jurisdiction;
      const permitted = refuseUnlessMay(actor, 'incidents.open', jurisdiction.value.missionId, 'missionId');
      if (!permitted.ok) return permitted;
      const sealable = await this.maySeal(tx, command, jurisdiction.value.missionId, actor);
      if (!sealable.ok) return sealable;
      const complete = fromReports(command, reports.value);
      const times = checkOpeningTimes(complete, tx.now);
      if (!times.ok) return times;
      const incident = await this.open(tx, id, complete, jurisdiction.value, reports.value);
      await this.link(tx, incident, reports.value);
      return ok(incidentView(incident));
    });
    if (command.seal !== null) this.sealing.changed(actor.id, ...command.seal.names);
    return result;
  }

  private async maySeal(tx: Tx, { seal }: Command, missionId: string | null, actor: Actor): Promise<Result<null>> {
    if (seal === null) return ok(null);
    if (actor.kind !== 'person') return { ok: false, refusal: { ...personNeeded.refusal, field: 'seal' } };
    const permitted = refuseUnlessMay(actor, permissionToDecide.seal, missionId, 'seal');
    return permitted.ok ? this.sealing.checkNames(tx, seal.names, 'seal.names') : permitted;
  }

  private async open(tx: Tx, id: string, command: Command, jurisdiction: Jurisdiction, reports: readonly Report[]): Promise<Incident> {
    const { occurredAt, recognisedAt } = command;
    const { country, year } = incidentSeries(this.places.countryIso3(jurisdiction.countryIso2), {
      ...{ occurredAt, recognisedAt },
      openedAt: tx.now,
    });
    const { seal } = command;
    const code =
      seal === null ? incidentCode(country, year, await this.incidents.nextNumber(tx, country, year)) : sealedCode('SLD', randomInt);
    const told = widened(
      this.places.audienceOf(jurisdiction.missionId),
      reports.flatMap((report) => report.audience),
    );
    const audience = seal === null ? told : sealedAudience(id, told);
    const facts = {
      id,
      code,
      jurisdiction,
      audience,
      within: configuredAckWithin(this.settings),
      sealedBy: seal === null ? null : tx.actor.id,
    };
    const incident = openIncident(command, facts, tx.now);
    if (seal !== null) await this.sealing.begin(tx, id, await this.withCorrections(tx, reports));
    await this.incidents.insert(tx, incident);
    tx.append(incidentOpened(incident));
    if (seal !== null) {
      await this.sealing.putOnList(tx, incident, seal.names);
      tx.append(incidentSealed(incident, seal.ground));
    }
    return incident;
  }

  private async link(tx: Tx, incident: Incident, reports: readonly Report[]): Promise<void> {
    for (const report of reports) {
      const saved = await this.reports.save(tx, {
        ...shareReport(tx, report, incident.audience),
        state: 'linked',
        incidentId: incident.id,
      });
      tx.append(reportLinked(saved, incident.id, saved.audience));
    }
    if (incident.sealGround !== null && reports.length > 0) await this.reports.follow(tx, incident.id, 'sealed');
  }

  /** What the reports correct and what corrects them leaves everybody else's sight with them. */
  private withCorrections(tx: Tx, reports: readonly Report[]): Promise<Told[]> {
    return this.reports.withCorrections(
      tx,
      reports.map(({ id }) => id),
    );
  }

  /** The named reports, locked, in the order in which they were named; each must be there for the actor and wait for an incident. */
  private async waitingReports(tx: Tx, incidentId: string, reportIds: readonly string[], actor: Actor): Promise<Result<Report[]>> {
    const locked = new Map((await this.reports.lockAll(tx, reportIds)).map((report) => [report.id, report]));
    const reports: Report[] = [];
    for (const id of new Set(reportIds)) {
      const field = `reportIds.${reportIds.indexOf(id)}`;
      const report = visibleReport(locked.get(id) ?? null, actor);
      if (!report.ok) return { ok: false, refusal: { ...report.refusal, kind: 'invalid', field } };
      const linkable = linkReport(report.value, incidentId);
      if (!linkable.ok) return { ok: false, refusal: { ...linkable.refusal, field } };
      const sameSeal = refuseUnlessOfSeal(report.value, null);
      if (!sameSeal.ok) return { ok: false, refusal: { ...sameSeal.refusal, field } };
      reports.push(report.value);
    }
    return ok(reports);
  }

  private jurisdictionOf({ lat, lng, countryIso2, missionId }: Command, reports: readonly Report[]): Result<Jurisdiction> {
    const complete = checkCoordinates({ lat, lng });
    if (!complete.ok) return complete;
    const ofReports = lat === null && countryIso2 === null && missionId === null ? jurisdictionOfReports(reports) : null;
    return ofReports === null ? this.places.jurisdictionOf({ lat, lng, countryIso2, missionId }) : ok(ofReports);
  }
}
