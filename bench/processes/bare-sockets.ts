import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Frame } from '@bongsu/platform/contract';
import { answerParent } from './answer-parent';

/** The floor of the live feed: Fastify takes the same body and socket.io emits the same frame to everyone. It keeps nothing. */
answerParent({
  start: async ({ frame }: { frame: Frame }): Promise<string> => {
    const fastify = Fastify({ logger: false });
    const io = new Server(fastify.server, { path: '/live', transports: ['websocket'], serveClient: false });
    fastify.post('/reports', async (_request, reply) => {
      const id = randomUUID();
      const entries = frame.entries.map((entry) => ({ ...entry, subject: { ...entry.subject, id } }));
      io.emit('frame', { ...frame, entries });
      return reply.code(201).send({ id });
    });
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${String((fastify.server.address() as AddressInfo).port)}`;
  },
});
