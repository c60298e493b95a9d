import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { answerParent } from './answer-parent';

/** The product's default (DATABASE_POOL_MAX): both sides have as many connections. */
const CONNECTIONS = 12;

/** The floor of intake: Fastify parses the body, PostgreSQL keeps it in one durable INSERT (prepared once per connection), the id is answered. */
answerParent({
  start: async ({ url }: { url: string }): Promise<string> => {
    const pool = new Pool({ connectionString: url, max: CONNECTIONS });
    await pool.query('CREATE TABLE bare_report (id uuid PRIMARY KEY, at timestamptz NOT NULL, body jsonb NOT NULL)');
    const fastify = Fastify({ logger: false });
    fastify.post('/reports', async (request, reply) => {
      const id = randomUUID();
      await pool.query({
        name: 'keep',
        text: 'INSERT INTO bare_report (id, at, body) VALUES ($1, now(), $2)',
        values: [id, JSON.stringify(request.body)],
      });
      return reply.code(201).send({ id });
    });
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${String((fastify.server.address() as AddressInfo).port)}`;
  },
});
