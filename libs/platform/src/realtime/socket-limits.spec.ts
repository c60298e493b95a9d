import { EventEmitter } from 'node:events';
import { SocketLimits } from './socket-limits';

describe('how many lines an account may hold open', () => {
  const limits = () => new SocketLimits({ SOCKETS_PER_ACCOUNT: 2, SOCKET_MESSAGES_PER_MINUTE: 10 });
  const line = (readyState = 'open') => ({ conn: Object.assign(new EventEmitter(), { readyState }) as never });
  const end = ({ conn }: { conn: EventEmitter }): boolean => conn.emit('close');

  it('is counted until they end', () => {
    const held = limits();
    const [one, two] = [line(), line()];
    expect([held.admits('a', one), held.admits('a', two), held.admits('a', line())]).toEqual([true, true, false]);
    end(one);
    expect(held.admits('a', line())).toBe(true);
  });

  it.each(['closing', 'closed'])('does not count one that was %s before it was known whose it is', (state) => {
    const held = limits();
    for (let n = 0; n < 5; n++) expect(held.admits('a', line(state))).toBe(false);
    expect([held.admits('a', line()), held.admits('a', line())]).toEqual([true, true]);
  });
});
