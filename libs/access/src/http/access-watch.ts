import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LiveFeed } from '@bongsu/platform';
import { ServiceCallers } from '../use-cases/service-callers';
import { SessionCache } from '../use-cases/session-cache';

/** What another process did to accounts, sessions or services is known here as soon as the journal tells of it: remembered callers are asked for anew. */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private leave: (() => void) | undefined;

  constructor(
    private readonly feed: LiveFeed,
    private readonly sessions: SessionCache,
    private readonly services: ServiceCallers,
  ) {}

  onApplicationBootstrap(): void {
    this.leave = this.feed.watch((entries) => {
      // Signing in adds a session and changes none.
      if (!entries.some(({ kind }) => kind.startsWith('access.') && kind !== 'access.signed-in')) return;
      this.sessions.clear();
      this.services.clear();
    });
  }

  onApplicationShutdown(): void {
    this.leave?.();
  }
}
