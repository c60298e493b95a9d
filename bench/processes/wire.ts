import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { answerParent } from './answer-parent';
import { connectBoard } from './board-socket';
import { reportBodies } from './report-bodies';

interface House {
  readonly origin: string;
  readonly token: string;
  readonly cursor: string;
}

/** Bytes on the wire, headers and frames included, TLS not. */
export interface Wire {
  /** Of one report filed: the request and its answer. */
  readonly perReport: number;
  /** Of one entry told to one board. */
  readonly perEntry: number;
  /** Of a board's first load, compressed as a browser asks for it. */
  readonly firstBoard: number;
}

const REPORTS = 50;
const PER_SECOND = 20;
const bodies = reportBodies(REPORTS);

/** Counts what goes over the sockets of this process. */
answerParent({
  count: async ({ origin, token, cursor }: House): Promise<Wire> => {
    const headers = { authorization: `Bearer ${token}` };
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await bytesOf(`${origin}/api/v1/board/snapshot`, agent, { headers: { ...headers, 'accept-encoding': 'gzip, br' } });
    let told = 0;
    const board = await connectBoard({ origin, token, cursor }, ({ entries }) => (told += entries.length));
    const before = bytesReadBy(board);
    let filed = 0;
    for (const body of bodies) {
      const about = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      };
      filed += await bytesOf(`${origin}/api/v1/reports`, agent, about, body);
      await delay(1_000 / PER_SECOND);
    }
    while (told < REPORTS) await delay(20);
    const perEntry = (bytesReadBy(board) - before) / told;
    board.disconnect();
    agent.destroy();
    return { perReport: filed / REPORTS, perEntry, firstBoard: first };
  },
});

/** What one request and its answer put on a connection that is kept. */
function bytesOf(url: string, agent: Agent, about: object, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...about, agent });
    asked.once('error', reject);
    asked.once('socket', (socket) => {
      // A connection that is used again has carried something already.
      const before = bytes(socket);
      asked.once('response', (answer: IncomingMessage) => {
        if ((answer.statusCode ?? 500) >= 300) reject(new Error(`${url} was answered ${String(answer.statusCode)}`));
        answer.resume();
        answer.once('end', () => resolve(bytes(socket) - before));
      });
    });
    asked.end(body);
  });
}

const bytes = ({ bytesRead, bytesWritten }: NetSocket): number => bytesRead + bytesWritten;

/** The connection below socket.io's, which shows it to nobody. */
function bytesReadBy(board: Socket): number {
  const { ws } = board.io.engine.transport as unknown as { ws: { _socket: NetSocket } };
  return ws._socket.bytesRead;
}
