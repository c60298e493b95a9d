import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LARGEST_BYTES, askFeed } from './ask-feed';

const unconditional = { etag: null, lastModified: null };

describe('asking a feed', () => {
  let server: Server;
  let url: string;
  let answer: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/feed`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('gives the document with what to ask by next time', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { etag: '"a"', 'last-modified': 'Mon, 06 Feb 2023 02:00:00 GMT' }).end('{"ü":1}');
    expect(await askFeed({ url, ...unconditional })).toEqual({
      kind: 'document',
      document: '{"ü":1}',
      etag: '"a"',
      lastModified: 'Mon, 06 Feb 2023 02:00:00 GMT',
    });
  });

  it('is told in two words that nothing changed', async () => {
    answer = ({ headers }, response) =>
      response.writeHead(headers['if-none-match'] === '"a"' && headers['if-modified-since'] === 'then' ? 304 : 200).end();
    expect(await askFeed({ url, etag: '"a"', lastModified: 'then' })).toEqual({ kind: 'unchanged' });
  });

  it('does not go where an answer points to', async () => {
    const asked: string[] = [];
    answer = (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(301, { location: '/elsewhere' }).end();
    };
    expect(await askFeed({ url, ...unconditional })).toEqual({ kind: 'failed', reason: 'http-301' });
    expect(asked).toEqual(['/feed']);
  });

  it.each([
    ['does not come', (): void => undefined],
    ['begins and does not end', (response: Parameters<RequestListener>[1]): void => void response.writeHead(200).write('{')],
  ])('gives up when the answer %s', async (_, stall) => {
    answer = (_request, response) => stall(response);
    expect(await askFeed({ url, ...unconditional }, 60)).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('takes no more than it can hold', async () => {
    answer = (_request, response) => response.writeHead(200).end(Buffer.alloc(LARGEST_BYTES + 1, 32));
    expect(await askFeed({ url, ...unconditional })).toEqual({ kind: 'failed', reason: 'too-large' });
  });

  it('fails, and does not throw, when nobody is there', async () => {
    expect(await askFeed({ url: 'http://127.0.0.1:1/', ...unconditional })).toEqual({ kind: 'failed', reason: 'network' });
  });
});
