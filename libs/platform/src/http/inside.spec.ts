import { isInside } from './inside';

const asked = (remoteAddress: string, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers }) as never;
const token = 'a-token-of-the-monitoring';

describe('what only the house itself may see', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is seen from %s', (address) => {
    expect(isInside(asked(address), undefined)).toBe(true);
  });

  it.each([
    ['another machine', asked('203.0.113.7')],
    ['another machine that says it is this one', asked('203.0.113.7', { 'x-forwarded-for': '127.0.0.1', host: 'localhost' })],
    ['the world through a proxy on this machine', asked('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' })],
    ['the same, the standard way', asked('127.0.0.1', { forwarded: 'for=203.0.113.7' })],
    ['a wrong token', asked('203.0.113.7', { authorization: 'Bearer something-else' })],
  ])('is not seen from %s', (_, request) => {
    expect(isInside(request, token)).toBe(false);
  });

  it('is seen with the token from anywhere, where there is one', () => {
    const monitoring = asked('203.0.113.7', { authorization: `Bearer ${token}` });
    expect([isInside(monitoring, token), isInside(monitoring, undefined)]).toEqual([true, false]);
  });
});
