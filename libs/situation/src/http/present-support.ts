import type { SitrepDocument, SitrepRequest } from '../domain/sitrep-document';
import type { Block, MissionName } from './presented';
import type { SitrepWords } from './sitrep-words';

/** What was asked for, promised, on its way and there; and why something is short. */
export function support({ requests, movements, names }: SitrepDocument, words: SitrepWords, mission: MissionName): Block[] {
  if (requests.length === 0) return [{ kind: 'text', text: words.none }];
  const staff = movements.deployments.map(({ state, count }) => `${words.deploymentState[state]} ${count}`).join(', ');
  const supplies = movements.shipments.map(({ state, count }) => `${words.shipmentState[state]} ${count}`).join(', ');
  const journeys: Block = {
    kind: 'facts',
    facts: [
      [words.label.deployments, staff || words.none],
      [words.label.shipments, supplies || words.none],
    ],
  };
  return [...requests.flatMap((request) => requestBlocks(request, names, words, mission)), journeys];
}

function requestBlocks(request: SitrepRequest, names: SitrepDocument['names'], words: SitrepWords, mission: MissionName): Block[] {
  const title = `${words.request(request.code, words.priority[request.priority], words.requestState[request.state], request.neededBy.local)} · ${mission(request.missionId)}`;
  return [
    { kind: 'heading', text: title },
    {
      kind: 'table',
      columns: [
        { title: words.column.line, share: 0.07, figure: true },
        { title: words.column.asked },
        { title: words.column.minimum, share: 0.13, figure: true },
        { title: words.column.committed, share: 0.11, figure: true },
        { title: words.column.enRoute, share: 0.1, figure: true },
        { title: words.column.arrived, share: 0.09, figure: true },
        { title: words.column.short, share: 0.08, figure: true },
        { title: words.column.gap, share: 0.19 },
      ],
      rows: request.lines.map((line) => [
        String(line.lineNo),
        line.asked.kind === 'staff' ? words.skill[line.asked.skill] : (names.items[line.asked.itemCode] ?? line.asked.itemCode),
        `${line.requested} (${line.minimum})`,
        String(line.committed),
        String(line.enRoute),
        String(line.arrived),
        String(line.short),
        line.gap === null ? '–' : `${words.shortfall[line.gap.code]} (${words.missing(line.gap.missing)})`,
      ]),
    },
  ];
}
