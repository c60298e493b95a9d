import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { type Incident, IncidentDirectory } from '@bongsu/incidents';
import { type Tx, visibilityOf } from '@bongsu/platform';
import { type IssueSitrep, SitrepIssued } from '../contract';
import { composeSitrep } from '../domain/compose-sitrep';
import { type SitrepHead, SitrepStore } from '../storage/sitrep.store';
import { IncidentStory } from './incident-story';
import { Names } from './names';
import { noSuchIncident } from './sitrep-access';
import { digestOf } from './sitrep-digest';

/** Makes the next situation report of an incident from the journal as far as its issuer may see it, keeps it and tells of it. */
@Injectable()
export class NextSitrep {
  constructor(
    private readonly sitreps: SitrepStore,
    private readonly story: IncidentStory,
    private readonly incidents: IncidentDirectory,
    private readonly names: Names,
  ) {}

  async issue(tx: Tx, { id: incidentId, audience }: Incident, { highlights, language }: IssueSitrep): Promise<Result<SitrepHead, Refusal>> {
    const number = await this.sitreps.nextNumber(tx, incidentId);
    // Everybody who sees the incident will read it: what its issuer sees of other sealed incidents is not for them.
    const entries = await this.story.of(tx, incidentId, { ...visibilityOf(tx.actor), seals: [incidentId] });
    if (entries === null) return partlyArchived;
    const bases = await this.incidents.alertBases(tx, incidentId);
    const document = composeSitrep(entries, {
      incidentId,
      number,
      asOf: tx.now,
      language,
      highlights,
      alertBasis: (decisionId) => bases.get(decisionId) ?? null,
      ...(await this.names.in(tx, language)),
    });
    if (document === null) return noSuchIncident;
    const about = { id: newId(), incidentId, number, asOf: tx.now, issuedAt: tx.now, issuedBy: tx.actor.id, language, highlights };
    const sitrep = { ...about, digest: digestOf(document) };
    await this.sitreps.add(tx, { ...sitrep, document });
    tx.append(
      SitrepIssued.of({
        subject: { type: 'sitrep', id: sitrep.id },
        incidentId,
        audience: [...audience],
        body: { sitrepId: sitrep.id, incidentId, number, asOf: tx.now },
      }),
    );
    return ok({ ...sitrep, state: 'issued', end: null });
  }
}

const partlyArchived = refuse(
  'conflict',
  'situation.story-archived',
  'A part of what happened in this incident lies in the archive of the journal: a report would not tell the whole.',
  'Ask the operator for the archive, or open a new incident that refers to this one.',
);
