import { setTimeout as delay } from 'node:timers/promises';
import { type Socket, io } from 'socket.io-client';
import WebSocket from 'ws';
import { LIVE_PATH } from '@bongsu/platform/contract';
import { eventually } from '../harness/eventually';
import { type TestApp } from '../harness/http-app';
import { startWholeApi } from '../harness/whole-api';

const MEMORY_GROWTH_BYTES = 32 * 1024 * 1024;

describe('somebody who abuses the live line', () => {
  let test: TestApp;
  let token: string;
  let neighbour: Socket;

  beforeAll(async () => {
    test = await startWholeApi({ SOCKETS_PER_ACCOUNT: '5', SOCKET_MESSAGES_PER_MINUTE: '100' });
    token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    const other = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    neighbour = io(test.origin, { path: LIVE_PATH, transports: ['websocket'], auth: { token: other }, reconnection: false });
    await eventually('the neighbour is connected', () => neighbour.connected);
  }, 60_000);
  afterAll(async () => {
    neighbour.disconnect();
    await test.close();
  });

  /** The api lives, and the other board hears and is heard. */
  afterEach(async () => {
    expect((await test.call(null, 'GET', '/health/live')).status).toBe(200);
    expect(neighbour.connected).toBe(true);
    expect(await neighbour.timeout(5_000).emitWithAck('follow', { after: null })).toMatchObject({ ok: true });
  });

  const address = (): string => `${test.origin.replace('http', 'ws')}${LIVE_PATH}/?EIO=4&transport=websocket`;
  /** A bare line, opened as engine.io opens it. */
  const line = (options: WebSocket.ClientOptions = {}): WebSocket => new WebSocket(address(), { ...options, perMessageDeflate: false });
  const signedIn = async (): Promise<WebSocket> => {
    const ws = line();
    await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
    const welcome = new Promise((resolve) => ws.on('message', (said) => textOf(said).startsWith('40{') && resolve(null)));
    ws.send(`40${JSON.stringify({ token })}`);
    await welcome;
    return ws;
  };
  /** Resolves once the server has hung up; whoever answers no ping is hung up on after 15 seconds anyway, which is not meant. */
  const hungUp = (ws: WebSocket): Promise<void> => {
    const since = performance.now();
    return new Promise((resolve, reject) => {
      ws.on('error', () => undefined);
      ws.once('close', () => (performance.now() - since < 8_000 ? resolve() : reject(new Error('it was heard for too long'))));
    });
  };
  const refused = (ws: WebSocket): Promise<string> =>
    new Promise((resolve) => {
      ws.once('error', ({ message }) => resolve(message));
      ws.once('open', () => resolve('open'));
    });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'file://'])('comes from %s and is not let in', async (origin) => {
    expect(await refused(line({ origin }))).toContain('400');
  });

  it('says nothing of who it is and is told so', async () => {
    const ws = line();
    const said = new Promise<string>((resolve) => ws.on('message', (text) => textOf(text).startsWith('44') && resolve(textOf(text))));
    ws.once('open', () => ws.send('40'));
    expect(await said).toContain('access.not-signed-in');
    ws.terminate();
  });

  it.each([
    ['a frame of 65 KB', (ws: WebSocket) => ws.send(`42["follow","${'x'.repeat(65 * 1024)}"]`)],
    ['ten thousand attachments that never come', (ws: WebSocket) => ws.send('4510000-["follow",{"_placeholder":true,"num":0}]')],
    ['an attachment that nobody announced', (ws: WebSocket) => ws.send(Buffer.from([1, 2, 3]))],
    ['a packet that is no JSON', (ws: WebSocket) => ws.send('42["follow",{')],
    ['a packet of a type that there is not', (ws: WebSocket) => ws.send('49["follow"]')],
    [
      'a thousand messages at once',
      (ws: WebSocket) => Array.from({ length: 1_000 }, (_, n) => ws.send(`42${String(n)}["follow",{"after":null}]`)),
    ],
    [
      'one message in fragments of one byte',
      (ws: WebSocket) => {
        for (let n = 0; n < 66_000; n++) ws.send('x', { fin: false });
      },
    ],
  ])(
    'sends %s and is hung up on',
    async (_, abuse) => {
      const ws = await signedIn();
      const end = hungUp(ws);
      abuse(ws);
      await end;
    },
    30_000,
  );

  it('holds no more lines than one account may', async () => {
    const held = await Promise.all(Array.from({ length: 5 }, signedIn));
    const sixth = line();
    const said = new Promise<string>((resolve) => sixth.on('message', (text) => textOf(text).startsWith('44') && resolve(textOf(text))));
    sixth.once('open', () => sixth.send(`40${JSON.stringify({ token })}`));
    expect(await said).toContain('platform.too-many-requests');
    for (const ws of [...held, sixth]) ws.terminate();
    await eventually('there is room again', async () => {
      try {
        (await Promise.race([signedIn(), delay(500).then(() => Promise.reject(new Error('not yet')))])).terminate();
        return true;
      } catch {
        return false;
      }
    });
  });

  it('costs little memory, however often it comes again', async () => {
    const round = async (): Promise<void> => {
      for (let n = 0; n < 20; n++) {
        const ws = await signedIn();
        const end = hungUp(ws);
        ws.send('4510000-["follow",{"_placeholder":true,"num":0}]');
        ws.send(`42["follow","${'x'.repeat(65 * 1024)}"]`);
        await end;
      }
    };
    await round();
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 5; n++) await round();
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY_GROWTH_BYTES);
  }, 60_000);
});

function textOf(said: WebSocket.RawData): string {
  return (said as Buffer).toString();
}
