import { type Server, type Socket, connect, createServer } from 'node:net';

/**
 * The smallest load balancer that there is: every new line goes to the next api that takes it, HTTP and sockets alike. It knows nothing of readiness
 * and remembers nobody, so whatever works behind it needs no stickiness.
 */
export class RoundRobin {
  private turn = 0;
  private readonly lines = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly targets: readonly number[],
  ) {
    server.on('connection', (near) => this.pass(near, this.turn++, this.targets.length));
  }

  static async open(port: number, targets: readonly number[]): Promise<RoundRobin> {
    // A line waits until it is known who takes it.
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    return new RoundRobin(server, port, targets);
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const line of this.lines) line.destroy();
    await closed;
  }

  /** To the target of this turn, or to the next one when nobody listens there; torn when nobody listens anywhere. */
  private pass(near: Socket, turn: number, left: number): void {
    if (left === 0) {
      near.destroy();
      return;
    }
    const far = connect(this.targets[turn % this.targets.length] ?? 0, '127.0.0.1');
    const next = (): void => this.pass(near, turn + 1, left - 1);
    far.once('error', next);
    far.once('connect', () => {
      far.off('error', next);
      this.join(near, far);
    });
  }

  private join(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.lines.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.lines.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  }
}
