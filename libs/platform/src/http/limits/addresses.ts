import type { FastifyInstance } from 'fastify';
import { ProblemException } from '../problem';

/** Which methods an address takes, for answers that name them. */
export class Addresses {
  private readonly known = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** Hears of every route that is opened from now on. What takes any path, such as the board's pages, is no address of its own. */
  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const at = this.known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
      this.known.set(url, at);
      for (const one of [method].flat()) at.methods.add(one);
    });
  }

  /** The methods that there are at an address; none when there is nothing. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? '';
    const methods = [...this.known.values()].filter(({ pattern }) => pattern.test(path)).flatMap((one) => [...one.methods]);
    return [...new Set(methods)].sort();
  }
}

const ADDRESSES = Symbol('addresses');

/** Begins to hear of the routes of a server. */
export function keepAddresses(fastify: FastifyInstance): void {
  fastify.decorate(ADDRESSES as never, new Addresses(fastify) as never);
}

/** Absent for a server that keeps none, such as the worker's small door. */
export function addressesOf(fastify: FastifyInstance): Addresses | undefined {
  return (fastify as unknown as Record<symbol, Addresses | undefined>)[ADDRESSES];
}

export function noSuchAddress(): ProblemException {
  return new ProblemException(
    404,
    'platform.no-such-address',
    'There is nothing at this address.',
    'Check the path against the API description at /api/openapi.json.',
  );
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
