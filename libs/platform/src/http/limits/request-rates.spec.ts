import { Logger } from '@nestjs/common';
import { RequestRates } from './request-rates';

const limits = {
  RATE_ACCOUNT_PER_SECOND: 1,
  RATE_ADDRESS_PER_SECOND: 2,
  RATE_GLOBAL_PER_SECOND: 3,
  RATE_INTAKE_ACCOUNT_PER_SECOND: 4,
  RATE_INTAKE_ADDRESS_PER_SECOND: 5,
};

describe('how often callers may ask', () => {
  beforeAll(() => void Logger.overrideLogger(false));
  const rates = (): RequestRates => new RequestRates({ limits } as never);
  const many = async (times: number, ask: () => Promise<unknown>): Promise<number> => {
    let passed = 0;
    for (let n = 0; n < times; n++) if ((await ask()) === null) passed += 1;
    return passed;
  };

  it('is counted for each account, over ten seconds', async () => {
    const held = rates();
    expect(await many(15, () => held.ofAccount('a', 'general', 'c'))).toBe(10);
    expect(await many(15, () => held.ofAccount('b', 'general', 'c'))).toBe(10);
    expect(await held.ofAccount('a', 'general', 'c')).toMatchObject({
      status: 429,
      code: 'platform.too-many-requests',
      about: { facts: { limit: 'account' } },
    });
  });

  it('is counted for each address, all of an IPv6 network together, and for all callers', async () => {
    const held = rates();
    expect(await many(25, () => held.fromAddress('2001:db8::1', 'general', 'c'))).toBe(20);
    expect(await held.fromAddress('2001:db8::ffff:2', 'general', 'c')).toMatchObject({ about: { facts: { limit: 'address' } } });
    expect(await many(25, () => held.fromAddress('203.0.113.7', 'general', 'c'))).toBe(10);
    expect(await held.fromAddress('203.0.113.8', 'general', 'c')).toMatchObject({ about: { facts: { limit: 'all' } } });
  });

  it('leaves room for reports, whatever else is asked', async () => {
    const held = rates();
    await many(50, () => held.fromAddress('203.0.113.7', 'general', 'c'));
    await many(50, () => held.ofAccount('a', 'general', 'c'));
    expect(await many(60, () => held.fromAddress('203.0.113.7', 'intake', 'c'))).toBe(50);
    expect(await many(60, () => held.ofAccount('a', 'intake', 'c'))).toBe(40);
  });
});
