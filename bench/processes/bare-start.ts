import Fastify from 'fastify';
import { Pool } from 'pg';

/** The least that a server with a database has to do before it is ready: Node, Fastify, one connection. */
async function main(): Promise<void> {
  const [connectionString, port] = process.argv.slice(2);
  const pool = new Pool({ connectionString });
  await pool.query('SELECT 1');
  const fastify = Fastify({ logger: false });
  fastify.get('/health/ready', () => ({ status: 'ready' }));
  await fastify.listen({ port: Number(port), host: '127.0.0.1' });
}

process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
void main();
