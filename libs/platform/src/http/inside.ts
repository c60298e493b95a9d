import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const;

/**
 * Whether somebody asks from the machine itself, or brings the token of whoever watches it. A proxy on the same machine speaks from the loopback
 * address for the whole world, but says that it forwards.
 */
export function isInside({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>, token: string | undefined): boolean {
  if (LOOPBACK.has(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined)) return true;
  const brought = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && brought !== undefined && timingSafeEqual(digest(brought), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
