import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Clock, newId, msBetween } from '@bongsu/kernel';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { CLOCK } from '../../database/clock.token';
import { type Checkpoint, openedCheckpoint, signedCheckpoint } from './checkpoint';
import { appendLines } from './checkpoint-file';
import { CheckpointKeys } from './checkpoint-keys';
import { CheckpointStore, type KeptCheckpoint } from './checkpoint-store';
import { sendCheckpoint } from './checkpoint-webhook';
import type { PublicKey, SigningKey } from './key';

const SENT_AT_ONCE = 60;

/** Thrown instead of signing: a second history under the same signature would vouch for whoever made it. */
export class JournalForked extends Error {
  override readonly name = 'JournalForked';
}

/**
 * Signs where the journal stands and brings the signed line to the file and to the address outside. It reads a few rows by index and takes no
 * lock that a writer waits for. What could not be delivered stays owed in its row and is delivered with the next.
 */
@Injectable()
export class Checkpointer {
  private readonly logger = new Logger(Checkpointer.name);

  constructor(
    private readonly store: CheckpointStore,
    private readonly keys: CheckpointKeys,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'checkpoints'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The minute's turn: a checkpoint when the head has moved, or when the last is old enough for a heartbeat. Null when there was no need. */
  async whenDue(): Promise<Checkpoint | null> {
    const key = await this.keys.present();
    if (key === null) return null;
    const [last, head] = [await this.store.last(), await this.store.head()];
    const { CHECKPOINT_EVERY_MS, CHECKPOINT_HEARTBEAT_MS } = this.settings.checkpoints;
    const age = last === null ? Infinity : msBetween(last.at, this.clock.now());
    if (age < CHECKPOINT_EVERY_MS) return null;
    const moved = head.position !== (last?.position ?? 0);
    if (!moved && age < CHECKPOINT_HEARTBEAT_MS) return null;
    // Each has one successor: of two workers that find the same last one, one makes the next.
    return this.make(key, moved ? 'moved' : 'heartbeat', `after-${String(last?.id ?? 0)}`);
  }

  /** At once, whether or not anything has moved. Null when no key is configured. */
  async onDemand(): Promise<Checkpoint | null> {
    const key = await this.keys.present();
    return key === null ? null : this.make(key, 'demand', `demand-${newId()}`);
  }

  /** The present key's last word: which key signs from now on. */
  announce(present: SigningKey, next: PublicKey): Promise<Checkpoint | null> {
    return this.make(present, 'rotation', `rotation-${next.kid}`, next);
  }

  /** Files and sends whatever is owed. Never throws: what fails is logged, counted by the metrics, and owed on. */
  async deliver(): Promise<void> {
    await this.file().catch((error: unknown) => this.logger.error({ msg: 'checkpoints not filed', cause: String(error) }));
    await this.send().catch((error: unknown) => this.logger.error({ msg: 'checkpoints not sent off the machine', cause: String(error) }));
  }

  private async make(key: SigningKey, why: Checkpoint['why'], occasion: string, nextKey?: PublicKey): Promise<Checkpoint | null> {
    const [installation, last, head] = [await this.store.installation(), await this.store.last(), await this.store.head()];
    const before = await this.accounted(last, head);
    const checkpoint: Checkpoint = {
      v: 1,
      installation,
      position: head.position,
      count: before.count + (await this.store.countBetween(before.position, head.position)),
      seal: head.seal.toString('hex'),
      at: this.clock.now(),
      why,
      ...(nextKey === undefined ? {} : { nextKey }),
    };
    const { CHECKPOINT_FILE, CHECKPOINT_WEBHOOK_URL } = this.settings.checkpoints;
    const owed = { unfiled: CHECKPOINT_FILE !== undefined, unsent: CHECKPOINT_WEBHOOK_URL !== undefined };
    return (await this.store.add(checkpoint, signedCheckpoint(checkpoint, key), key, occasion, owed)) ? checkpoint : null;
  }

  /** Up to where, and how many, the last checkpoint has counted. Throws {@link JournalForked} when the journal no longer goes on from it. */
  private async accounted(last: KeptCheckpoint | null, head: { position: number }): Promise<{ position: number; count: number }> {
    if (last === null) return { position: 0, count: 0 };
    const known = new Map((await this.store.keys()).map((key) => [key.kid, key]));
    const read = openedCheckpoint(last.jws, known);
    if (!read.ok) throw new JournalForked(`the last checkpoint of ${last.at} in the database is ${read.reason}`);
    const { position, seal, count } = read.checkpoint;
    if (head.position < position) throw new JournalForked(`the journal ends at ${head.position}, before the checkpoint at ${position}`);
    const standing = await this.store.sealAt(position);
    if (position > 0 && standing?.toString('hex') !== seal)
      throw new JournalForked(`position ${position} no longer has the seal that was signed`);
    return { position, count };
  }

  private async file(): Promise<void> {
    const { CHECKPOINT_FILE } = this.settings.checkpoints;
    if (CHECKPOINT_FILE === undefined) return;
    const owed = await this.store.takeUnfiled();
    if (owed.length === 0) return;
    try {
      await appendLines(
        CHECKPOINT_FILE,
        owed.map(({ jws }) => jws),
      );
    } catch (error) {
      await this.store.owe(owed.map(({ id }) => id));
      throw error;
    }
  }

  private async send(): Promise<void> {
    const { CHECKPOINT_WEBHOOK_URL, CHECKPOINT_WEBHOOK_TOKEN, CHECKPOINT_WEBHOOK_TIMEOUT_MS } = this.settings.checkpoints;
    if (CHECKPOINT_WEBHOOK_URL === undefined) return;
    for (const { id, jws } of await this.store.unsent(SENT_AT_ONCE)) {
      await sendCheckpoint(CHECKPOINT_WEBHOOK_URL, CHECKPOINT_WEBHOOK_TOKEN, jws, CHECKPOINT_WEBHOOK_TIMEOUT_MS);
      await this.store.sent(id);
    }
  }
}
