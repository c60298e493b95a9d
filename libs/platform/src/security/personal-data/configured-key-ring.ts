import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { freshBytes } from '../fresh-bytes';
import { PersonalDataFault } from './fault';
import { KeyRing, type WrappedKey } from './key-ring';
import { type KeyMaterial, keyMaterial, versionOf } from './key-source';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LOOK_AGAIN_MS = 1_000;

/**
 * Keys from a file or from the environment. The file is looked at again every second and whenever an unknown key turns up, so that a new key
 * needs no restart. Nothing is read before it is needed: a command that touches no personal data needs no key.
 */
@Injectable()
export class ConfiguredKeyRing extends KeyRing {
  private material: KeyMaterial | undefined;
  private readAt = Number.NEGATIVE_INFINITY;
  private version: string | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'personalData'>) {
    super();
  }

  currentId(): string {
    return this.read().current;
  }

  ids(): readonly string[] {
    const { current, keys } = this.read();
    return [current, ...[...keys.keys()].filter((id) => id !== current)];
  }

  indexKey(): Buffer {
    return this.read().indexKey;
  }

  async wrap(dataKey: Buffer, context: string): Promise<WrappedKey> {
    const kekId = this.currentId();
    const nonce = freshBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(kekId), nonce);
    cipher.setAAD(Buffer.from(`${kekId} ${context}`));
    const body = Buffer.concat([cipher.update(dataKey), cipher.final()]);
    return { kekId, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
  }

  async unwrap({ kekId, wrapped }: WrappedKey, context: string): Promise<Buffer> {
    const key = this.key(kekId);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(`${kekId} ${context}`));
      decipher.setAuthTag(wrapped.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new PersonalDataFault(
        'personal-data.key-does-not-fit',
        `The key '${kekId}' is not the one that this data was encrypted under.`,
        `Give Bongsu the right key under the name '${kekId}'; nothing is lost as long as that key is kept.`,
      );
    }
  }

  private key(id: string): Buffer {
    const key = this.read().keys.get(id) ?? this.read('anew').keys.get(id);
    if (key !== undefined) return key;
    throw new PersonalDataFault(
      'personal-data.key-unknown',
      `There is no key '${id}' here, and data is encrypted under it.`,
      `Add the key '${id}' beside the current one; \`bongsu keys list\` says which keys are in use.`,
    );
  }

  private read(how?: 'anew'): KeyMaterial {
    const nowMs = performance.now();
    if (this.material !== undefined && how === undefined && nowMs - this.readAt < LOOK_AGAIN_MS) return this.material;
    const version = versionOf(this.settings.personalData);
    if (this.material === undefined || version !== this.version) this.material = keyMaterial(this.settings.personalData);
    this.readAt = nowMs;
    this.version = version;
    return this.material;
  }
}
