import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { Pulse } from '../pulse';
import { Checkpointer } from './checkpointer';

/** How many times in an interval it is looked whether the next is due. */
const LOOKS = 6;

/**
 * Has a checkpoint made every minute, in every worker; rows see to it that only one is made. It needs no queue: a journal is sealed and signed
 * while Redis is away.
 */
@Injectable()
export class CheckpointClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CheckpointClock.name);
  private readonly pulse: Pulse;

  constructor(
    private readonly checkpointer: Checkpointer,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'checkpoints'>,
  ) {
    this.pulse = new Pulse(
      () => this.turn(),
      settings.checkpoints.CHECKPOINT_EVERY_MS / LOOKS,
      (error) => this.logger.error({ msg: 'no checkpoint signed', cause: String(error) }),
    );
  }

  onApplicationBootstrap(): void {
    const { CHECKPOINT_KEY, CHECKPOINT_KEY_FILE } = this.settings.checkpoints;
    if (CHECKPOINT_KEY === undefined && CHECKPOINT_KEY_FILE === undefined) {
      this.logger.warn({ msg: 'no checkpoints are signed: set CHECKPOINT_KEY_FILE; a journal rewritten as a whole would go unnoticed' });
      return;
    }
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async turn(): Promise<void> {
    await this.checkpointer.whenDue().finally(() => this.checkpointer.deliver());
  }
}
