import { isDeepStrictEqual } from 'node:util';
import type { BoardRequest, BoardState } from '@bongsu/situation/contract';
import type { Caller } from './caller';
import { snapshotSchema } from './live-board';
import type { Stage } from './stage';

/** What stands at the end, and what of it is not as it should be; all is well when `faults` is empty. */
export interface Reckoning {
  readonly faults: readonly string[];
  readonly figures: {
    readonly reports: number;
    readonly incidents: number;
    readonly requests: number;
    readonly deployments: number;
    readonly shipments: number;
    readonly entries: number;
    readonly interruptions: number;
  };
}

/** Compares what was played with what the board shows, and what the board shows with a fresh one. */
export async function reckon(stage: Stage, observer: Caller): Promise<Reckoning> {
  const differences = await untilTheSame(stage, observer);
  const { state, counted } = stage.board;
  const { reports, incidents, requests } = stage.made;
  const ofRun = <T extends { requestId: string }>(things: Record<string, T>): T[] =>
    Object.values(things).filter(({ requestId }) => requests.includes(requestId));
  return {
    faults: [
      ...reports.filter((id) => state.reports[id] === undefined).map((id) => `report ${id} is not on the board`),
      ...requests.flatMap((id) => requestFaults(state, id)),
      ...differences,
    ],
    figures: {
      reports: reports.length,
      incidents: incidents.length,
      requests: requests.length,
      deployments: ofRun(state.deployments).length,
      shipments: ofRun(state.shipments).length,
      ...counted,
    },
  };
}

/** Attempts at comparing the two: other people and jobs may change the board while it is fetched. */
const attempts = 20;

async function untilTheSame(stage: Stage, observer: Caller): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    const fresh = await observer.get('/board/snapshot', snapshotSchema);
    // What the snapshot holds is on its way to the board, if it is not there yet.
    await new Promise((resolve) => setTimeout(resolve, 250));
    const differing = differingParts(stage.board.state, fresh.state);
    if (differing.length === 0) return [];
    if (attempt === attempts) return [`the board followed live differs from a fresh one in: ${differing.join(', ')}`];
  }
}

function differingParts(mine: BoardState, fresh: BoardState): string[] {
  const parts = new Set([...Object.keys(mine), ...Object.keys(fresh)]) as Set<keyof BoardState>;
  return [...parts].filter((part) => !isDeepStrictEqual(plain(mine[part]), plain(fresh[part])));
}

/** As JSON has it: a snapshot has lost what JSON does not carry. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** The planned help has arrived: at least the acceptable minimum of each line, and everything that anybody promised. */
function requestFaults(state: BoardState, requestId: string): string[] {
  const request = state.requests[requestId];
  if (request === undefined) return [`support request ${requestId} is not on the board`];
  const lines = request.lines.flatMap((line) => lineFaults(request, line));
  const open = Object.values(state.offers).filter(
    (offer) => offer.requestId === requestId && (offer.state === 'queued' || offer.state === 'sent'),
  );
  return [...lines, ...open.map(({ hubId }) => `${request.code}: the offer to ${hubId} is not answered`)];
}

function lineFaults({ code }: BoardRequest, { lineNo, line, committed, arrived }: BoardRequest['lines'][number]): string[] {
  if (arrived < committed) return [`${code}: of line ${lineNo}, ${committed} were promised and ${arrived} have arrived`];
  if (arrived > line.count) return [`${code}: of line ${lineNo}, ${line.count} were asked for and ${arrived} have arrived`];
  if (arrived < line.minimum) return [`${code}: of line ${lineNo}, at least ${line.minimum} are needed and ${arrived} have arrived`];
  return [];
}
