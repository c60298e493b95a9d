import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { type SigningKey, signingKey } from './key';

/** The key that signs now. A file is read each time: a new key in it is used from the next checkpoint on, without a restart. */
@Injectable()
export class CheckpointKeys {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'checkpoints'>) {}

  /** Null when none is configured. Throws when what is configured is no key. */
  async present(): Promise<SigningKey | null> {
    const { CHECKPOINT_KEY, CHECKPOINT_KEY_FILE } = this.settings.checkpoints;
    if (CHECKPOINT_KEY !== undefined) return signingKey(CHECKPOINT_KEY);
    return CHECKPOINT_KEY_FILE === undefined ? null : signingKey(await readFile(CHECKPOINT_KEY_FILE, 'utf8'));
  }
}
