import fastify, { type FastifyInstance } from 'fastify';
import { testSettings } from '../../../../test/harness/settings';
import { guardEdge } from './edge';
import { RequestRates } from './limits/request-rates';

describe('the order to come by TLS alone', () => {
  const servers: FastifyInstance[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  const headersAt = async (PUBLIC_ORIGIN: string, path: string): Promise<Record<string, unknown>> => {
    const settings = testSettings({ DATABASE_URL: 'postgres://nobody@localhost/nothing', PUBLIC_ORIGIN });
    const server = fastify();
    servers.push(server);
    guardEdge(server, settings, new RequestRates(settings));
    server.get('/here', () => ({}));
    return (await server.inject(path)).headers;
  };

  it.each(['/here', '/nowhere'])(
    'goes with every answer of an installation that is reached over TLS, for a year and for its subdomains: %s',
    async (path) => {
      expect((await headersAt('https://bongsu.example', path))['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    },
  );

  it('is not given without TLS, where browsers would not heed it', async () => {
    expect(await headersAt('http://localhost:3000', '/here')).not.toHaveProperty('strict-transport-security');
  });
});
