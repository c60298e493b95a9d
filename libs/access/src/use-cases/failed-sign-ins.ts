import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, ok } from '@bongsu/kernel';
import { Pulse, UnitOfWork, systemActor } from '@bongsu/platform';
import { SignInFailed } from '../contract';

const TOLD_EVERY_MS = 60_000;
const NO_ACCOUNT = '';

/**
 * Tells the journal of wrong tries, a minute's together and by account, so that a flood of them is one entry and not a flood of entries. What was
 * typed is not kept anywhere.
 */
@Injectable()
export class FailedSignIns implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(FailedSignIns.name);
  private counts = new Map<string, number>();
  private readonly pulse = new Pulse(
    () => this.tell(),
    TOLD_EVERY_MS,
    (error) => this.logger.warn({ msg: 'failed sign-ins', cause: String(error) }),
  );

  constructor(private readonly work: UnitOfWork) {}

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
    // What was counted last; when the store is gone already, the log has it.
    await this.tell().catch(() => undefined);
  }

  note(accountId: string | null): void {
    const key = accountId ?? NO_ACCOUNT;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  async tell(): Promise<void> {
    const told = this.counts;
    if (told.size === 0) return;
    this.counts = new Map();
    await this.work.run(systemActor('access.sign-in', newId()), async (tx) => {
      for (const [key, count] of told) {
        const accountId = key === NO_ACCOUNT ? null : key;
        tx.append(SignInFailed.of({ subject: { type: 'account', id: accountId ?? 'none' }, audience: [], body: { accountId, count } }));
      }
      return ok(null);
    });
  }
}
