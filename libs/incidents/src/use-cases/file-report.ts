import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import type { FileReport as Command, ReportView } from '../contract';
import { sealOf } from '../domain/audience';
import { checkCoordinates, fileReport, inheritedJurisdiction } from '../domain/file-report';
import { type Incident, isOver, refuseWhenOver } from '../domain/incident';
import type { Jurisdiction } from '../domain/jurisdiction';
import { type Report, correctReport } from '../domain/report';
import { reportFiled } from '../domain/report-entries';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore } from '../storage/report.store';
import { correctionAcrossSeal, refuseUnlessMay, refuseUnlessOfSeal, visibleIncident, visibleReport } from './admission';
import { Places } from './places';
import { Sealing } from './sealing';
import { reportView } from './views';

interface Context {
  readonly earlier: Report | null;
  readonly incident: Incident | null;
}

/**
 * Takes in what somebody said. Everyone who may file may file for any place: a call reaches whichever mission answers it. The way that
 * nearly every report takes (no correction, no incident yet) is one statement and the journal; which mission is in charge is known in memory.
 */
@Injectable()
export class FileReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly incidents: IncidentStore,
    private readonly places: Places,
    private readonly sealing: Sealing,
  ) {}

  execute(command: Command, actor: Actor): Promise<Result<ReportView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const context = await this.contextOf(tx, command, actor);
      if (!context.ok) return context;
      const { earlier, incident } = context.value;
      const jurisdiction = this.jurisdictionOf(command, context.value);
      if (!jurisdiction.ok) return jurisdiction;
      const audience = this.places.audienceOf(jurisdiction.value.missionId);
      const decision = fileReport(
        command,
        { id: newId(), jurisdiction: jurisdiction.value, audience, earlier, incident, filedBy: actor.id },
        tx.now,
      );
      if (!decision.ok) return decision;
      // Filed to a sealed incident, it is sealed before its first byte is written.
      const seal = sealOf(decision.value.audience);
      if (seal !== null) await this.sealing.beginReport(tx, seal, decision.value.id);
      const report = await this.reports.file(tx, decision.value);
      if (earlier !== null) await this.reports.save(tx, { ...earlier, correctedByReportId: report.id });
      tx.append(reportFiled(report));
      return ok(reportView(report));
    });
  }

  private async contextOf(tx: Tx, command: Command, actor: Actor): Promise<Result<Context>> {
    if (command.correctsReportId === null && command.incidentId === null) return ok({ earlier: null, incident: null });
    const earlier = await this.earlierOf(tx, command, actor);
    if (!earlier.ok) return earlier;
    const incident = await this.incidentOf(tx, command, earlier.value, actor);
    if (!incident.ok) return incident;
    const sameSeal = acrossSeals(earlier.value, incident.value);
    return sameSeal.ok ? ok({ earlier: earlier.value, incident: incident.value }) : sameSeal;
  }

  private async earlierOf(tx: Tx, { correctsReportId }: Command, actor: Actor): Promise<Result<Report | null>> {
    if (correctsReportId === null) return ok(null);
    const earlier = visibleReport(await this.reports.lock(tx, correctsReportId), actor);
    if (!earlier.ok) return unknownHere(earlier.refusal, 'correctsReportId');
    const corrected = correctReport(earlier.value, correctsReportId);
    return corrected.ok ? earlier : corrected;
  }

  /** The incident that was named, or that of the corrected report: a correction is about the same thing. */
  private async incidentOf(tx: Tx, { incidentId }: Command, earlier: Report | null, actor: Actor): Promise<Result<Incident | null>> {
    if (incidentId === null) {
      const inherited = earlier?.incidentId ? await this.incidents.lockToFile(tx, earlier.incidentId) : null;
      return ok(inherited === null || isOver(inherited.state) ? null : inherited);
    }
    const incident = visibleIncident(await this.incidents.lockToFile(tx, incidentId), actor);
    if (!incident.ok) return unknownHere(incident.refusal, 'incidentId');
    const permitted = refuseUnlessMay(actor, 'incidents.report.link', incident.value.missionId, 'incidentId');
    if (!permitted.ok) return permitted;
    const over = refuseWhenOver(incident.value);
    return over.ok ? incident : over;
  }

  private jurisdictionOf(command: Command, { earlier, incident }: Context): Result<Jurisdiction> {
    const complete = checkCoordinates(command.place, 'place.');
    if (!complete.ok) return complete;
    const { lat, lng } = command.place;
    const { countryIso2, missionId } = command;
    const inherited = lat === null && countryIso2 === null && missionId === null ? inheritedJurisdiction(earlier, incident) : null;
    return inherited === null ? this.places.jurisdictionOf({ lat, lng, countryIso2, missionId }) : ok(inherited);
  }
}

/** A correction stands on the report that it corrects, where everybody who sees that one would see it. */
function acrossSeals(earlier: Report | null, incident: Incident | null): Result<null> {
  if (earlier === null) return ok(null);
  if (incident !== null && incident.sealGround !== null && sealOf(earlier.audience) === null) return correctionAcrossSeal;
  return incident === null ? ok(null) : refuseUnlessOfSeal(earlier, incident);
}

/** Something that the body names is not there: the body is what is wrong, not the address. */
function unknownHere(refusal: Refusal, field: string): Result<never> {
  return { ok: false, refusal: { ...refusal, kind: 'invalid', field } };
}
