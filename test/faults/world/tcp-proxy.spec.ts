import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { TcpProxy } from './tcp-proxy';

describe('a line that can be spoilt', () => {
  let target: Server;
  let proxy: TcpProxy;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    target = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    proxy = await TcpProxy.open(await freePort(), portOf(target));
  });

  afterEach(async () => {
    await proxy.close();
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => target.close(resolve));
  });

  it('passes both ways', async () => {
    const socket = await opened();
    expect(await echoOf(socket)).toBe('hello');
  });

  it('refuses new lines and tears those that are open, though one was open when it began to', async () => {
    const socket = await opened();
    await echoOf(socket);
    const torn = new Promise((resolve) => socket.once('close', resolve));
    await proxy.spoil({ kind: 'refuse' });
    await torn;
    await expect(opened()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.mend();
    expect(await echoOf(await opened())).toBe('hello');
  });

  it('says nothing more on a line on which something was lost, though it is mended', async () => {
    const lost = await opened();
    await proxy.spoil({ kind: 'drop' });
    const heard: string[] = [];
    lost.on('data', (data: Buffer) => heard.push(data.toString()));
    lost.write('lost');
    const beside = await opened();
    await proxy.mend();
    lost.write('after the gap');
    // What is said afterwards on another line has come back: what was to come on the first would have come too.
    expect(await echoOf(beside)).toBe('hello');
    expect(heard).toEqual([]);
  });

  async function opened(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1');
    sockets.push(socket);
    // Lines are torn on purpose.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
});

async function echoOf(socket: Socket): Promise<string> {
  const answer = once(socket, 'data') as Promise<[Buffer]>;
  socket.write('hello');
  return (await answer)[0].toString();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
