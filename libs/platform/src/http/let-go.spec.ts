import { Agent, type Server, createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { OpenLines, letGo } from './let-go';

/** A caller who sends her next request on the same connection as soon as the last was answered, until she is cut off. */
function keepBusy(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve) => {
    const next = (): void => {
      get({ port, host: '127.0.0.1', agent }, (answer) => answer.resume().on('end', () => setImmediate(next))).on('error', () => resolve());
    };
    next();
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return (server.address() as AddressInfo).port;
}

describe('a server that ends', () => {
  it('ends although a caller keeps her connection busy', async () => {
    const server = createServer((_request, reply) => void reply.end('ok'));
    const lines = new OpenLines(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const cutOff = keepBusy(await listening(server), agent);
    const stop = letGo(lines, 300);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await cutOff;
    stop();
    agent.destroy();
    expect(server.listening).toBe(false);
  });

  it('ends although a board does not answer that it is closed', async () => {
    const server = createServer();
    const lines = new OpenLines(server);
    const upgraded = new Promise<void>((resolve) => server.once('upgrade', () => resolve()));
    const board = connect(await listening(server), '127.0.0.1');
    const cutOff = new Promise<void>((resolve) => board.once('close', () => resolve()));
    board.on('error', () => undefined);
    board.write('GET /live HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await upgraded;
    const stop = letGo(lines, 50);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    stop();
    await cutOff;
    expect(server.listening).toBe(false);
  });

  it('answers what is under way before it lets go', async () => {
    let answer = (): void => undefined;
    const server = createServer((_request, reply) => void (answer = () => void reply.end('done')));
    const lines = new OpenLines(server);
    const agent = new Agent({ keepAlive: true });
    const port = await listening(server);
    const answered = new Promise<number | undefined>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (reply) => resolve(reply.resume().statusCode)).on('error', reject);
    });
    await new Promise<void>((resolve) => server.once('request', () => resolve()));
    const stop = letGo(lines, 10_000);
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    setTimeout(() => answer(), 60);
    await expect(answered).resolves.toBe(200);
    await ended;
    stop();
    agent.destroy();
  });
});
