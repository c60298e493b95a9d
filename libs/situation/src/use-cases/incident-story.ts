import { Injectable } from '@nestjs/common';
import type { Entry } from '@bongsu/kernel';
import { ReportFiled, ReportLinked, ReportRevised, ReportShared } from '@bongsu/incidents/contract';
import { JournalArchives, JournalReader, type Tx, type Visibility } from '@bongsu/platform';

/** In which entries a report says what it says. */
const TELLING = [ReportFiled.kind, ReportRevised.kind, ReportShared.kind];

/** An incident's whole story in the journal. */
@Injectable()
export class IncidentStory {
  constructor(
    private readonly reader: JournalReader,
    private readonly archives: JournalArchives,
  ) {}

  /**
   * What happened in an incident, in the order of writing, as far as this visibility includes it, and what its reports said before
   * they were linked to it. Committed entries count at once, numbered or not: the report is about what happened until now. Null when a part of it
   * lies in the archive of the journal: what is left is not the story.
   */
  async of(tx: Tx, incidentId: string, visibility: Visibility): Promise<Entry[] | null> {
    const own = await this.reader.writtenInIncident(tx, incidentId, visibility);
    const ids = [...new Set(own.flatMap(({ entry }) => reportNamedIn(entry)))];
    if (await this.archives.hold(tx, [incidentId, ...ids])) return null;
    const told = ids.length === 0 ? [] : await this.reader.writtenAbout(tx, { type: 'report', ids }, TELLING, visibility);
    const before = told.filter(({ entry }) => entry.incidentId !== incidentId);
    return [...own, ...before].sort((a, b) => a.serial - b.serial).map(({ entry }) => entry);
  }
}

function reportNamedIn(entry: Entry): string[] {
  if (ReportFiled.is(entry) || ReportLinked.is(entry) || ReportShared.is(entry)) return [entry.body.reportId];
  return [];
}
