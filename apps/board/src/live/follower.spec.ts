import type { FollowAnswer, Frame, LiveEntry } from '@bongsu/platform/contract';
import type { Connection } from './connection';
import { Follower, type Line } from './follower';

/** A server that the test plays: it answers `follow` when it is told to, and sends what it likes. */
class PlayedServer implements Line {
  asked: (string | null)[] = [];
  up: () => void = () => undefined;
  down: (byServer?: boolean) => void = () => undefined;
  frame: (frame: Frame) => void = () => undefined;
  refuse: (code: string) => void = () => undefined;
  private answers: ((answer: FollowAnswer) => void)[] = [];
  private failures: ((cause: Error) => void)[] = [];

  follow(after: string | null): Promise<FollowAnswer> {
    this.asked.push(after);
    return new Promise((resolve, reject) => {
      this.answers.push(resolve);
      this.failures.push(reject);
    });
  }
  onUp(handler: () => void): void {
    this.up = handler;
  }
  onDown(handler: (byServer: boolean) => void): void {
    this.down = (byServer = false) => handler(byServer);
  }
  onFrame(handler: (frame: Frame) => void): void {
    this.frame = handler;
  }
  onCondition(): void {
    // How the server stands is no part of following.
  }
  onRefused(handler: (code: string) => void): void {
    this.refuse = handler;
  }
  open(): void {
    this.up();
  }
  close(): void {
    this.down();
  }

  async answer(answer: FollowAnswer): Promise<void> {
    this.answers.shift()?.(answer);
    this.failures.shift();
    await settled();
  }
  async fail(): Promise<void> {
    this.failures.shift()?.(new Error('no answer in time'));
    this.answers.shift();
    await settled();
  }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};
const entry = (id: string): LiveEntry => ({
  id,
  kind: 'incidents.report-filed',
  at: '2023-02-06T01:17:34.000Z',
  actor: { kind: 'system', id: 's' },
  subject: { type: 'report', id },
  incidentId: null,
  audience: ['*'],
  correlationId: 'c',
  body: {},
});
const entries = (cursor: string, ...ids: string[]): FollowAnswer => ({
  ok: true,
  mode: 'entries',
  entries: ids.map(entry),
  cursor,
  more: false,
});

function board(snapshots: { cursor: string; state: string[] }[] = [{ cursor: 'c0', state: [] }]) {
  const server = new PlayedServer();
  const seen = { state: [] as string[], connections: [] as string[], signedOut: 0 };
  const follower = new Follower<string[]>({
    line: server,
    picture: {
      append: (more) => void (seen.state = [...seen.state, ...more.map(({ id }) => id)]),
      replace: (state) => void (seen.state = state),
      clear: () => void (seen.state = []),
      setConnection: (connection: Connection) =>
        void seen.connections.push(connection.phase === 'offline' ? `offline since ${connection.since}` : connection.phase),
      setCondition: () => undefined,
    },
    fetchSnapshot: () => {
      const next = snapshots.shift();
      return next === undefined ? Promise.reject(new Error('forbidden')) : Promise.resolve(next);
    },
    now: () => '2023-02-06T02:00:00.000Z',
    pause: () => Promise.resolve(),
    onSignedOut: () => void (seen.signedOut += 1),
    isSignedOut: () => false,
    isForbidden: (cause) => cause instanceof Error && cause.message === 'forbidden',
  });
  follower.start();
  return { server, seen, follower };
}

async function connected() {
  const { server, seen, follower } = board();
  await server.answer({ ok: true, mode: 'snapshot' });
  await server.answer(entries('c1', 'a'));
  return { server, seen, follower };
}

describe('following the live feed', () => {
  it('begins with a snapshot and follows from its cursor', async () => {
    const { server, seen } = await connected();
    expect(server.asked).toEqual([null, 'c0']);
    expect(seen.state).toEqual(['a']);
    expect(seen.connections.at(-1)).toBe('connected');
  });

  it('takes frames in order', async () => {
    const { server, seen } = await connected();
    server.frame({ n: 1, entries: [entry('b')], cursor: 'c2' });
    server.frame({ n: 2, entries: [entry('c')], cursor: 'c3' });
    expect(seen.state).toEqual(['a', 'b', 'c']);
  });

  it('follows again from the last good cursor when a frame is missing, and says that it is catching up', async () => {
    const { server, seen } = await connected();
    server.frame({ n: 1, entries: [entry('b')], cursor: 'c2' });
    server.frame({ n: 3, entries: [entry('d')], cursor: 'c4' });
    expect(server.asked.at(-1)).toBe('c2');
    expect(seen.connections.at(-1)).toBe('catching-up');
    await server.answer(entries('c4', 'c', 'd'));
    expect(seen.state).toEqual(['a', 'b', 'c', 'd']);
    expect(seen.connections.at(-1)).toBe('connected');
  });

  it('does not take frames of an earlier following twice', async () => {
    const { server, seen } = await connected();
    server.frame({ n: 2, entries: [entry('c')], cursor: 'c3' });
    server.frame({ n: 3, entries: [entry('d')], cursor: 'c4' });
    await server.answer(entries('c4', 'b', 'c', 'd'));
    server.frame({ n: 1, entries: [entry('e')], cursor: 'c5' });
    expect(seen.state).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('says since when it is offline, and is the same as a fresh load after it came back', async () => {
    const { server, seen } = await connected();
    server.down();
    expect(seen.connections.at(-1)).toBe('offline since 2023-02-06T02:00:00.000Z');
    server.up();
    await server.answer(entries('c9', 'b', 'c'));
    expect(seen.state).toEqual(['a', 'b', 'c']);
    expect(seen.connections.at(-1)).toBe('connected');
  });

  it('takes a new snapshot when too much was missed', async () => {
    const { server, seen } = board([
      { cursor: 'c0', state: ['a'] },
      { cursor: 'c500', state: ['a', 'b', 'c'] },
    ]);
    await server.answer({ ok: true, mode: 'snapshot' });
    await server.answer(entries('c0'));
    server.down();
    server.up();
    await server.answer({ ok: true, mode: 'snapshot' });
    expect(server.asked.at(-1)).toBe('c500');
    await server.answer(entries('c501', 'd'));
    expect(seen.state).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins anew without what it may not see any more when its line was cut for a change of view', async () => {
    const { server, seen } = board([
      { cursor: 'c0', state: ['a', 'sealed'] },
      { cursor: 'c9', state: ['a'] },
    ]);
    await server.answer({ ok: true, mode: 'snapshot' });
    await server.answer(entries('c0'));
    server.down(true);
    expect(seen.connections.at(-1)).toBe('catching-up');
    server.up();
    await server.answer({ ok: true, mode: 'snapshot' });
    expect(seen.state).toEqual(['a']);
    expect(server.asked).toEqual([null, 'c0', 'c0', 'c9']);
    expect(seen.connections.filter((phase) => phase.startsWith('offline'))).toEqual([]);
  });

  it('is offline since it was cut when the server that cut it cannot be reached again', async () => {
    const { server, seen } = await connected();
    server.down(true);
    server.refuse('websocket error');
    expect(seen.connections.at(-1)).toBe('offline since 2023-02-06T02:00:00.000Z');
  });

  it('asks for a new picture when its cursor belongs to an earlier view', async () => {
    const { server, seen } = board([
      { cursor: 'c0', state: ['a', 'sealed'] },
      { cursor: 'c9', state: ['a'] },
    ]);
    await server.answer({ ok: true, mode: 'snapshot' });
    await server.answer(entries('c0'));
    server.down();
    server.up();
    await server.answer({ ok: false, code: 'situation.view-changed', message: '' });
    expect(server.asked.at(-1)).toBeNull();
    await server.answer({ ok: true, mode: 'snapshot' });
    expect(seen.state).toEqual(['a']);
    expect(server.asked.at(-1)).toBe('c9');
  });

  it('tries again when the server does not answer, and stays offline meanwhile', async () => {
    const { server, seen } = await connected();
    server.down();
    server.up();
    await server.fail();
    expect(seen.connections.at(-1)).toBe('catching-up');
    expect(seen.connections).toContain('offline since 2023-02-06T02:00:00.000Z');
    await server.answer(entries('c2', 'b'));
    expect(seen.state).toEqual(['a', 'b']);
  });

  it('starts from a snapshot when the server does not know the cursor any more', async () => {
    const { server } = await connected();
    server.down();
    server.up();
    await server.answer({ ok: false, code: 'platform.unknown-cursor', message: '' });
    expect(server.asked.at(-1)).toBeNull();
  });

  it.each(['platform.unavailable', 'platform.follow-unanswered'])(
    'asks again from where it stands when the server says %s',
    async (code) => {
      const { server } = await connected();
      server.down();
      server.up();
      const from = server.asked.at(-1);
      await server.answer({ ok: false, code, message: '' });
      expect(from).not.toBeNull();
      expect(server.asked.at(-1)).toBe(from);
    },
  );

  it('keeps nothing of the picture when this person may not follow any more, and begins anew when she may again', async () => {
    const { server, seen } = board([
      { cursor: 'c0', state: ['a'] },
      { cursor: 'c9', state: ['a', 'b'] },
    ]);
    await server.answer({ ok: true, mode: 'snapshot' });
    await server.answer(entries('c0'));
    server.down(true);
    server.up();
    await server.answer({ ok: false, code: 'access.forbidden', message: '' });
    expect(seen.state).toEqual([]);
    expect(server.asked.at(-1)).toBeNull();
    await server.answer({ ok: true, mode: 'snapshot' });
    expect(seen.state).toEqual(['a', 'b']);
  });

  it('keeps nothing of the picture either when it is the snapshot that she may not have', async () => {
    const { server, seen } = await connected();
    server.down(true);
    server.up();
    await server.answer({ ok: true, mode: 'snapshot' });
    expect(seen.state).toEqual([]);
    expect(server.asked.at(-1)).toBeNull();
  });

  it('leads to the sign-in when the session has ended', async () => {
    const { server, seen } = await connected();
    server.down();
    server.refuse('access.not-signed-in');
    expect(seen.signedOut).toBe(1);
  });

  it('listens to nothing any more after it was stopped', async () => {
    const { server, seen, follower } = await connected();
    follower.stop();
    server.frame({ n: 1, entries: [entry('b')], cursor: 'c2' });
    await settled();
    expect(seen.state).toEqual(['a']);
  });
});
