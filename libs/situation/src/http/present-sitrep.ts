import type { Gap, SitrepDocument } from '../domain/sitrep-document';
import type { SitrepState } from '../contract';
import { type Stamp, stampsIn } from '../domain/stamp';
import { done, open } from './present-course';
import { headcount, reports } from './present-facts';
import { support } from './present-support';
import type { Block, MissionName, Presented } from './presented';
import { type SitrepWords, sitrepWords } from './sitrep-words';

/** What ended a report, as far as its readers are told. `endedAt` is an ISO instant. */
export interface Ended {
  readonly state: Exclude<SitrepState, 'issued'>;
  readonly supersededBy: number | null;
  readonly reason: string;
  readonly endedAt: string;
}

/** Puts a stored report into words: what is new and missing first, the record after it. `ended` when it is not in force any more. */
export function presentSitrep(document: SitrepDocument, digestHex: string, ended: Ended | null = null): Presented {
  const words = sitrepWords[document.language];
  const mission = (id: string | null): string => (id === null ? words.unknown : (document.names.missions[id] ?? id));
  return {
    language: document.language,
    title: `${document.incident.code} · ${words.title(document.number)}`,
    subtitle: document.incident.title,
    asOf: [
      `${words.label.asOf} ${document.asOf.local} (UTC${document.asOf.offset})`,
      `${document.asOf.kst} KST`,
      `${utc(document.asOf)} UTC`,
    ],
    mark: ended && markOf(ended, document, words),
    sections: [
      ...(document.highlights === null
        ? []
        : [
            {
              title: words.section.highlights,
              blocks: document.highlights.split(/\n+/).map((text): Block => ({ kind: 'text', text, strong: true })),
            },
          ]),
      { title: words.section.glance, blocks: [glance(document, words, mission)] },
      {
        title: words.section.gaps,
        blocks: [
          list(
            document.gaps.map((gap) => gapText(gap, words, mission)),
            words,
          ),
        ],
      },
      { title: words.section.headcount, blocks: headcount(document, words, mission) },
      { title: words.section.reports, blocks: reports(document, words) },
      { title: words.section.support, blocks: support(document, words, mission) },
      { title: words.section.open, blocks: [open(document, words, mission)] },
      { title: words.section.done, blocks: done(document, words, mission) },
      { title: words.section.alert, blocks: [alertHistory(document, words)] },
      { title: words.section.times, blocks: [keyTimes(document, words)] },
    ],
    footer: [words.madeFrom(document.source.entries), `${words.digest} ${digestHex}`],
    page: words.page,
  };
}

function markOf({ state, supersededBy, reason, endedAt }: Ended, { incident }: SitrepDocument, words: SitrepWords): Presented['mark'] {
  const { local, offset, kst } = stampsIn(incident.zone)(endedAt);
  const said = state === 'superseded' && supersededBy !== null ? words.ended.supersededBy(supersededBy) : words.ended.withdrawnMeans;
  return { word: words.ended[state], lines: [said, `${local} (UTC${offset}) · ${kst} KST`, reason] };
}

const utc = (stamp: Stamp): string => stamp.utc.slice(0, 16).replace('T', ' ');

function list(items: readonly string[], words: SitrepWords): Block {
  return items.length === 0 ? { kind: 'text', text: words.none } : { kind: 'list', items };
}

function glance({ incident, alert }: SitrepDocument, words: SitrepWords, mission: MissionName): Block {
  const point = incident.lat === null || incident.lng === null ? null : `${incident.lat.toFixed(3)}, ${incident.lng.toFixed(3)}`;
  return {
    kind: 'facts',
    facts: [
      [words.label.incident, `${incident.code} · ${incident.title}`],
      [words.label.category, words.category[incident.category]],
      [words.label.alert, words.alertLevel[alert.level]],
      [words.label.state, words.incidentState[incident.state]],
      [words.label.urgency, words.urgencies[incident.urgency]],
      [words.label.mission, mission(incident.missionId)],
      [words.label.place, [incident.countryIso2, point].filter((part) => part !== null).join(' · ') || words.unknown],
    ],
  };
}

function gapText({ code, count, missionId, label }: Gap, words: SitrepWords, mission: MissionName): string {
  const about = [label, count === null ? null : String(count), missionId === null ? null : mission(missionId)]
    .filter((part) => part !== null)
    .join(' · ');
  return about === '' ? words.gapText[code] : `${words.gapText[code]}: ${about}`;
}

function alertHistory({ alert }: SitrepDocument, words: SitrepWords): Block {
  if (alert.history.length === 0) return { kind: 'text', text: words.alertLevel[alert.level] };
  return {
    kind: 'table',
    columns: [
      { title: words.column.when, share: 0.2 },
      { title: words.column.kst, share: 0.2 },
      { title: words.column.from, share: 0.12 },
      { title: words.column.to, share: 0.12 },
      { title: words.column.basis },
    ],
    rows: alert.history.map(({ at, from, to, basis }) => [at.local, at.kst, words.alertLevel[from], words.alertLevel[to], basis]),
  };
}

function keyTimes(document: SitrepDocument, words: SitrepWords): Block {
  return {
    kind: 'table',
    columns: [
      { title: words.column.what },
      { title: `${words.column.local} (${document.incident.zone})`, share: 0.3 },
      { title: words.column.kst, share: 0.2 },
      { title: words.column.utc, share: 0.2 },
    ],
    rows: document.keyTimes.map(({ code, at }) => [words.keyTime[code], `${at.local} (${at.offset})`, at.kst, utc(at)]),
  };
}
