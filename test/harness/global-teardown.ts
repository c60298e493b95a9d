import { servers } from './servers';

/** Ends what the global setup started. Were this process killed instead, the guard would do it. */
export default async function globalTeardown(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}
