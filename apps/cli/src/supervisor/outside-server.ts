import { connect } from 'node:net';
import { PlainFailure } from '../plain-failure';

/** Refuses a start whose database or Redis does not answer at all, before anything else is started. Says where, never the password. */
export async function requireReachable(name: string, url: string, defaultPort: number, remedy: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const fault = await tried(hostname.replace(/^\[|\]$/g, ''), port === '' ? defaultPort : Number(port));
  if (fault === undefined) return;
  throw new PlainFailure(`${name} at ${hostname}:${port === '' ? String(defaultPort) : port} does not answer (${fault}): ${remedy}`);
}

function tried(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.setTimeout(5_000, () => {
      socket.destroy();
      resolve('no answer within 5 s');
    });
    socket.on('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? fault.message));
  });
}
