import { type Server, type Socket, connect, createServer } from 'node:net';

/**
 * What is the matter with a line. `latency`: everything comes later. `drop`: what is sent disappears, in both directions, on lines that stay
 * open. `half-open`: what the client sends arrives, nothing comes back. `reset`: lines are torn and new ones torn again. `refuse`: nobody listens.
 */
export type LineFault =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'half-open' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'refuse' };

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  /** What the client said first: PostgreSQL is told there who connects. */
  opening: string;
  /** Something was lost on it: TCP would give nobody what comes after a gap, so it stays silent when others are mended. */
  isGone: boolean;
}

/** A TCP line to a server of a world that can be spoilt and mended. */
export class TcpProxy {
  private fault: LineFault | null = null;
  /** When set, only lines whose opening holds it are faulty. */
  private only: string | null = null;
  private server: Server | undefined;
  private readonly lines = new Set<Line>();

  private constructor(
    readonly port: number,
    private targetPort: number,
  ) {}

  static async open(port: number, targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(port, targetPort);
    await proxy.listen();
    return proxy;
  }

  /** Lines open now, as the server behind sees them. */
  get openLines(): number {
    return this.lines.size;
  }

  /** Lines open now that are faulty. */
  get spoilt(): number {
    return [...this.lines].filter((line) => this.faultOf(line) !== null).length;
  }

  /** `only`: lines whose client says this when it connects, such as the name of an application; all of them otherwise. */
  async spoil(fault: LineFault, only: string | null = null): Promise<void> {
    await this.mend();
    this.fault = fault;
    this.only = only;
    // A server is closed when its last line is: those that are open are torn first, or it would wait for them.
    const unlistened = fault.kind === 'refuse' ? this.unlisten() : undefined;
    if (fault.kind === 'refuse' || fault.kind === 'reset') this.tearAll();
    await unlistened;
  }

  /** Good for every new line, and for those on which nothing was lost. The others stay open and silent: whoever uses them has to notice by itself. */
  async mend(): Promise<void> {
    this.fault = null;
    this.only = null;
    if (this.server === undefined) await this.listen();
  }

  /** Another server is reached at this address from now on, as when a virtual address moves: lines that are open are torn. */
  pointTo(targetPort: number): void {
    this.targetPort = targetPort;
    this.tearAll();
  }

  /** Tears every line that is open, once; or those alone whose client said `only`. */
  tearAll(only = ''): void {
    for (const line of [...this.lines].filter(({ opening }) => opening.includes(only))) {
      line.near.resetAndDestroy();
      line.far.resetAndDestroy();
      this.lines.delete(line);
    }
  }

  async close(): Promise<void> {
    this.tearAll();
    await this.unlisten();
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const server = createServer((near) => this.accept(near));
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => resolve());
      this.server = server;
    });
  }

  private unlisten(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    return new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  private accept(near: Socket): void {
    if (this.fault?.kind === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.targetPort, '127.0.0.1');
    const line: Line = { near, far, opening: '', isGone: false };
    this.lines.add(line);
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (chunk) => {
      if (line.opening === '') line.opening = chunk.toString('latin1');
      this.pass(chunk, line, 'there');
    });
    far.on('data', (chunk) => this.pass(chunk, line, 'back'));
    const end = (): void => {
      this.lines.delete(line);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.on('error', end);
      socket.on('close', end);
    }
  }

  private faultOf({ opening }: Line): LineFault | null {
    return this.only === null || opening.includes(this.only) ? this.fault : null;
  }

  private pass(chunk: Buffer, line: Line, way: 'there' | 'back'): void {
    const fault = this.faultOf(line);
    const to = way === 'there' ? line.far : line.near;
    if (line.isGone || fault?.kind === 'drop' || (fault?.kind === 'half-open' && way === 'back')) {
      line.isGone = true;
      return;
    }
    if (fault?.kind === 'latency') setTimeout(() => to.writable && to.write(chunk), fault.ms);
    else if (to.writable) to.write(chunk);
  }
}
