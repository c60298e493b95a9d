import { Logger } from '@nestjs/common';
import Fastify, { type FastifyInstance } from 'fastify';
import { admitRequests } from './admit-requests';

describe('what comes in while the store is away', () => {
  let fastify: FastifyInstance;
  let away = false;

  beforeAll(() => void Logger.overrideLogger(false));
  beforeEach(() => {
    away = false;
    fastify = Fastify();
    admitRequests(fastify, { limits: { INTAKE_AT_ONCE: 6, REQUESTS_AT_ONCE: 6 } as never }, () => away);
    fastify.get('/health', { config: { admission: 'always' } }, () => 'live');
    fastify.post('/reports', { config: { intake: true } }, () => 'filed');
  });
  afterEach(() => fastify.close());

  it('is told so before anything waits for it, but for the question how we are', async () => {
    expect((await fastify.inject({ method: 'POST', url: '/reports' })).statusCode).toBe(200);
    away = true;
    expect((await fastify.inject({ method: 'POST', url: '/reports' })).json()).toMatchObject({ code: '08006' });
    expect((await fastify.inject('/health')).statusCode).toBe(200);
  });

  it('gives its place back however it ends', async () => {
    fastify.get('/throws', () => {
      throw new Error('a defect');
    });
    for (let n = 0; n < 20; n++) expect((await fastify.inject('/throws')).statusCode).toBe(500);
    for (let n = 0; n < 20; n++) expect((await fastify.inject('/nowhere')).statusCode).toBe(404);
    expect((await fastify.inject({ method: 'POST', url: '/reports' })).statusCode).toBe(200);
  });
});
