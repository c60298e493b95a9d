import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { answerParent } from './answer-parent';
import { BOARD, FILLED, type Kept, KEEP, ONE, PAGE, TIMELINE } from './bare-tables';

/** The product's default (DATABASE_POOL_MAX): both sides have as many connections. */
const CONNECTIONS = 12;

export interface BareHouse extends Kept {
  readonly url: string;
  /** The text that a board gets at first. */
  readonly board: string;
}

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly limit?: number };
}

/**
 * The floor of a house with a past: Fastify and pg at the product's addresses, one statement by key for each request, on tables of the same size
 * with rows of about the same. It knows nobody and keeps nothing but the row.
 */
answerParent({
  start: async ({ url, board, ...kept }: BareHouse): Promise<string> => {
    const pool = new Pool({ connectionString: url, max: CONNECTIONS });
    for (const statement of FILLED(kept)) await pool.query(statement);
    await pool.query('INSERT INTO bare_board VALUES (1, $1)', [board]);
    const rows = async (name: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
      (await pool.query<Record<string, unknown>>({ name, text, values })).rows;
    const fastify = Fastify({ logger: false });
    fastify.post('/api/v1/reports', async (request, reply) => {
      const id = randomUUID();
      await rows('keep', KEEP, [id, JSON.stringify(request.body)]);
      return reply.code(201).send({ id });
    });
    for (const [path, table] of [
      ['incidents', 'bare_incident'],
      ['reports', 'bare_past_report'],
      ['support-requests', 'bare_past_report'],
      ['shipments', 'bare_past_report'],
    ] as const) {
      fastify.get<Asked>(`/api/v1/${path}`, async ({ query }) => ({ items: await rows(`page ${path}`, PAGE(table), [query.limit ?? 50]) }));
      fastify.get<Asked>(`/api/v1/${path}/:id`, async ({ params }) => (await rows(`one ${path}`, ONE(table), [params.id]))[0]);
    }
    fastify.get<Asked>('/api/v1/incidents/:id/reports', async ({ params }) => ({
      items: await rows('reports of', ONE('bare_past_report'), [params.id]),
    }));
    fastify.get<Asked>('/api/v1/incidents/:id/timeline', async ({ params, query }) => ({
      items: await rows('timeline', TIMELINE, [params.id, query.limit ?? 50]),
    }));
    fastify.get('/api/v1/board/snapshot', async (_request, reply) => {
      const [row] = await rows('board', BOARD);
      return reply.header('content-type', 'application/json').send(row?.['body']);
    });
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${String((fastify.server.address() as AddressInfo).port)}`;
  },
});
