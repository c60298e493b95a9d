import { coarseAddress, countedAddress, deviceWords } from './origin-words';

describe('where a sign-in came from', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari, iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    ['curl/8.5.0', 'script'],
    [undefined, 'script'],
  ])('is told by browser and system: %s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words);
  });

  it('keeps the network and not the machine', () => {
    expect(coarseAddress('203.0.113.77')).toBe('203.0.113.*');
    expect(coarseAddress('::ffff:203.0.113.77')).toBe('203.0.113.*');
    expect(coarseAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::*');
    expect(coarseAddress('2001:db8::1')).toBe('2001:db8:0::*');
  });

  it('counts all addresses of an IPv6 network as one', () => {
    expect(countedAddress('2001:db8:1:2:aaaa::1')).toBe(countedAddress('2001:db8:1:2:bbbb::9'));
    expect(countedAddress('2001:db8:1:3::1')).not.toBe(countedAddress('2001:db8:1:2::1'));
    expect(countedAddress('203.0.113.77')).toBe('203.0.113.77');
  });
});
