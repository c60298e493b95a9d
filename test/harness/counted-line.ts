import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A line to a server that counts what really comes over it: heads, bodies and all, as they are packed. */
export interface CountedLine {
  readonly address: string;
  /** Bytes that came from the server since the last reset. */
  readonly received: number;
  reset(): void;
  close(): Promise<void>;
}

export async function countedLine(target: string): Promise<CountedLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let received = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.on('data', (chunk) => (received += chunk.length));
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get received() {
      return received;
    },
    reset: () => void (received = 0),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
