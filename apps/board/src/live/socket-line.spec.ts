import { Manager, type Socket } from 'socket.io-client';
import { socketLine } from './socket-line';

/** A real socket that goes nowhere: what the server does is told to it, and each attempt to connect is counted. */
function line() {
  const socket: Socket = new Manager('http://127.0.0.1:1', { autoConnect: false }).socket('/');
  const attempts = jest.spyOn(socket, 'connect').mockReturnValue(socket);
  const tell = (event: 'disconnect' | 'connect_error', what: unknown): void => {
    for (const listener of socket.listeners(event)) (listener as (what: unknown) => void)(what);
  };
  return { of: socketLine(socket), attempts, tell };
}

const LONGER_THAN_ANY_MS = 60_000;

describe('the line to the server', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(globalThis, { window: new EventTarget() });
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'window');
  });

  it('returns by itself when the server cut it, and when it was refused', () => {
    const { of, attempts, tell } = line();
    of.onDown(() => undefined);
    of.onRefused(() => undefined);
    tell('disconnect', 'io server disconnect');
    jest.advanceTimersByTime(LONGER_THAN_ANY_MS);
    expect(attempts).toHaveBeenCalledTimes(1);
    tell('connect_error', new Error('platform.unavailable'));
    jest.advanceTimersByTime(LONGER_THAN_ANY_MS);
    expect(attempts).toHaveBeenCalledTimes(2);
  });

  describe.each([
    ['disconnect', 'io server disconnect'],
    ['connect_error', new Error('access.not-signed-in')],
  ] as const)('after a %s', (event, what) => {
    it('stays closed when it was to return', () => {
      const { of, attempts, tell } = line();
      of.onDown(() => undefined);
      of.onRefused(() => undefined);
      tell(event, what);
      of.close();
      jest.advanceTimersByTime(LONGER_THAN_ANY_MS);
      expect(attempts).not.toHaveBeenCalled();
    });

    it('stays closed when whoever is told of it closes it', () => {
      const { of, attempts, tell } = line();
      of.onDown(() => of.close());
      of.onRefused(() => of.close());
      tell(event, what);
      jest.advanceTimersByTime(LONGER_THAN_ANY_MS);
      expect(attempts).not.toHaveBeenCalled();
    });
  });
});
