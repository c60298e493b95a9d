import { requestOrigin } from './same-origin';

describe('from which page a request comes', () => {
  const host = 'bongsu.example:8443';
  const cases: [string, Parameters<typeof requestOrigin>[0], string][] = [
    ['our own, says the browser', { host, 'sec-fetch-site': 'same-origin' }, 'own'],
    ['our own by its origin', { host, origin: 'https://bongsu.example:8443' }, 'own'],
    ['the public address before a proxy', { host: '127.0.0.1:3000', origin: 'https://public.example' }, 'own'],
    ['another site', { host, origin: 'https://evil.example' }, 'foreign'],
    ['another site that hides its origin', { host, 'sec-fetch-site': 'cross-site' }, 'foreign'],
    ['a sibling domain', { host, origin: `https://${host}`, 'sec-fetch-site': 'same-site' }, 'foreign'],
    ['another port of the same machine', { host, origin: 'https://bongsu.example' }, 'foreign'],
    ['an address that begins like ours', { host, origin: `https://${host}.evil.example` }, 'foreign'],
    ['a sandboxed frame', { host, origin: 'null' }, 'foreign'],
    ['a script, which tells nothing', { host }, 'untold'],
    ['an address typed by hand', { host, 'sec-fetch-site': 'none' }, 'untold'],
  ];
  it.each(cases)('%s', (_, told, expected) => {
    expect(requestOrigin(told, 'https://public.example/')).toBe(expected);
  });
});
