import { hash } from 'node:crypto';

/** The headers that carry a session. */
interface Brought {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

const KEPT_MS = 600_000;
const KEPT_AT_MOST = 20_000;

/**
 * Whose session was found good in this process lately, by a hash of what she brought. A made-up token is not among them, and that shows
 * without asking the database. It decides about budgets alone: who she is and what she may is asked anew with every request.
 */
export class KnownCallers {
  private readonly since = new Map<string, number>();

  constructor(
    private readonly atMost = KEPT_AT_MOST,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  knows(brought: Brought): boolean {
    const sinceMs = this.since.get(digestOf(brought));
    return sinceMs !== undefined && this.nowMs() - sinceMs <= KEPT_MS;
  }

  remember(brought: Brought): void {
    const digest = digestOf(brought);
    // Last in the order again: who comes often is forgotten last.
    this.since.delete(digest);
    this.since.set(digest, this.nowMs());
    for (const [oldest] of this.since) {
      if (this.since.size <= this.atMost) break;
      this.since.delete(oldest);
    }
  }
}

/** Of the headers of requests that are under way: each is asked about twice. */
const digests = new WeakMap<Brought, string>();

function digestOf(brought: Brought): string {
  const known = digests.get(brought);
  if (known !== undefined) return known;
  const digest = hash('sha256', JSON.stringify([brought.authorization ?? null, brought.cookie ?? null]), 'base64url');
  digests.set(brought, digest);
  return digest;
}
