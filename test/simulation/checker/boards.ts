import { isDeepStrictEqual } from 'node:util';
import { type BoardState, emptyBoard, reduce } from '@bongsu/situation/contract';
import { type JournalRow, positionedOf } from '../../../libs/platform/src/journal/append';
import type { Row } from '../database/table';
import { type Ended, rowsOf } from './ended';

/** Everybody's board is what the journal says, and the journal says what the rows say. */
export function checkBoards(ended: Ended): string[] {
  const entries = rowsOf(ended, 'journal_entry')
    .map((row) => positionedOf({ ...(row as unknown as JournalRow), sealed_by: null }))
    .sort((a, b) => a.position - b.position);
  const board = entries.reduce(reduce, emptyBoard());
  const followers = ended.fleet.serving.flatMap((api) => {
    const gap = api.told.findIndex((position, at) => position !== at + 1);
    if (gap >= 0) return [`the board of ${api.machine.name} was told of ${String(api.told[gap])} after ${gap}`];
    if (api.position !== entries.length) return [`the board of ${api.machine.name} is at ${api.position} of ${entries.length}`];
    return isDeepStrictEqual(api.board, board) ? [] : [`the board of ${api.machine.name} is not what the journal says`];
  });
  return [...followers, ...compareRows(ended, board)];
}

type Shown = Readonly<Record<string, unknown>>;

/** The fields that both have, row by row. */
function compareRows(ended: Ended, board: BoardState): string[] {
  const compare = (
    table: string,
    shown: Readonly<Record<string, Shown>>,
    fields: readonly string[],
    of: (row: Row) => Shown = (row) => row,
  ): string[] => {
    const rows = rowsOf(ended, table);
    const missing = Object.keys(shown).filter((id) => !rows.some((row) => row.id === id));
    return [
      ...missing.map((id) => `the board shows ${id} and ${table} does not have it`),
      ...rows.flatMap((row) => {
        const [here, there] = [pick(of(row), fields), pick(shown[String(row.id)] ?? {}, fields)];
        return isDeepStrictEqual(here, there)
          ? []
          : [`${table} ${String(row.id)} is ${JSON.stringify(here)}, the board shows ${JSON.stringify(there)}`];
      }),
    ];
  };
  const lines = (row: Row): Shown => ({
    ...row,
    lines: (row.lines as Shown[]).map(({ lineNo, line, committed, arrived }) => ({ lineNo, line, committed, arrived })),
  });
  const incident = (row: Row): Shown => ({ ...row, ackOverdue: row.acknowledgedAt === null && row.ackOverdueAt !== null });
  return [
    ...compare('incidents_report', shown(board.reports), ['incidentId', 'missionId']),
    ...compare(
      'incidents_incident',
      shown(board.incidents),
      ['state', 'missionId', 'ackDueAt', 'acknowledgedAt', 'ackOverdue', 'closedAt'],
      incident,
    ),
    ...compare('dispatch_request', shown(board.requests), ['state', 'lines'], lines),
    ...compare('dispatch_offer', shown(board.offers), ['state', 'hubId', 'accepted', 'declineReason']),
    ...compare('dispatch_deployment', shown(board.deployments), ['state', 'staffId', 'departedAt', 'arrivedAt']),
    ...compare('dispatch_shipment', shown(board.shipments), ['state', 'departedAt', 'arrivedAt']),
  ];
}

const shown = (things: object): Readonly<Record<string, Shown>> => things as Readonly<Record<string, Shown>>;
const pick = (thing: Shown, fields: readonly string[]): Shown => Object.fromEntries(fields.map((field) => [field, thing[field]]));
