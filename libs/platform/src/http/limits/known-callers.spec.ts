import { Logger } from '@nestjs/common';
import Fastify, { type FastifyInstance } from 'fastify';
import type { SignedInRequest } from '../decorators';
import { guardEdge } from '../edge';
import { KnownCallers } from './known-callers';
import { RequestRates } from './request-rates';

const limits = {
  RATE_ACCOUNT_PER_SECOND: 100,
  RATE_ADDRESS_PER_SECOND: 1,
  RATE_GLOBAL_PER_SECOND: 100,
  RATE_INTAKE_ACCOUNT_PER_SECOND: 100,
  RATE_INTAKE_ADDRESS_PER_SECOND: 5,
};

describe('the wide budget of reports', () => {
  let fastify: FastifyInstance;
  let lookedUp = 0;
  beforeAll(() => void Logger.overrideLogger(false));
  beforeEach(() => {
    lookedUp = 0;
    fastify = Fastify();
    guardEdge(fastify, { http: {} } as never, new RequestRates({ limits } as never));
    const answer = (request: SignedInRequest) => {
      lookedUp += 1;
      if (request.headers.authorization === 'Bearer good') request.actor = { id: 'a' } as never;
      return { filed: request.actor !== undefined };
    };
    fastify.post('/reports', { config: { intake: true } }, answer);
  });
  afterEach(() => fastify.close());

  const file = async (token: string, times: number): Promise<void> => {
    for (let n = 0; n < times; n++)
      await fastify.inject({ method: 'POST', url: '/reports', headers: { authorization: `Bearer ${token}` }, payload: {} });
  };

  it('is not for made-up tokens: each of them would cost a look into the database', async () => {
    for (let n = 0; n < 30; n++) await file(`made-up-${String(n)}`, 1);
    expect(lookedUp).toBe(10);
  });

  it('is for whoever was signed in a moment ago, also when others have used up the budget of her address', async () => {
    await file('good', 1);
    await file('made-up', 30);
    expect(lookedUp).toBe(10);
    await file('good', 60);
    expect(lookedUp).toBe(60);
  });
});

describe('callers whose session was good', () => {
  it('are known for ten minutes, by all that they brought', () => {
    let nowMs = 0;
    const callers = new KnownCallers(2, () => nowMs);
    callers.remember({ authorization: 'a', cookie: undefined });
    expect(callers.knows({ authorization: 'a', cookie: undefined })).toBe(true);
    expect(callers.knows({ authorization: 'a', cookie: 'x' })).toBe(false);
    expect(callers.knows({ authorization: undefined, cookie: 'a' })).toBe(false);
    nowMs = 600_001;
    expect(callers.knows({ authorization: 'a', cookie: undefined })).toBe(false);
  });

  it('are no more than a bound says; who came last stays', () => {
    const callers = new KnownCallers(2);
    for (const cookie of ['1', '2', '1', '3']) callers.remember({ cookie, authorization: undefined });
    expect(['1', '2', '3'].map((cookie) => callers.knows({ cookie, authorization: undefined }))).toEqual([true, false, true]);
  });
});
