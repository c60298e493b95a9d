import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Cursors as they leave the server: AES-256-GCM under the installation's key, a fresh nonce each, the purpose as associated
 * data. Nobody outside can read a journal position from one, make one, or use a list's cursor for the journal.
 */
@Injectable()
export class Cursors {
  private readonly key: Buffer;

  constructor(@Inject(SETTINGS) settings: { readonly security: Pick<Settings['security'], 'CURSOR_KEY'> }) {
    this.key = Buffer.from(settings.security.CURSOR_KEY, 'base64');
  }

  /** The cursor after a journal position, of what this view (see Views) showed until there. */
  ofPosition(position: number, view: string): string {
    return this.seal('journal', `${position} ${view}`);
  }

  /** The position and the view of a journal cursor; null when it was not made here. */
  position(cursor: string): { readonly position: number; readonly view: string } | null {
    const [position, view] = this.open('journal', cursor)?.split(' ') ?? [];
    return position === undefined || view === undefined ? null : { position: Number(position), view };
  }

  /** The cursor of a list's next page, from the sort key of the last row shown. */
  ofPage(list: string, after: unknown): string {
    return this.seal(`page:${list}`, JSON.stringify(after));
  }

  /** The sort key in a list's cursor; null when it was not made here, not for this list, or not of the schema. */
  page<Key>(list: string, cursor: string, schema: z.ZodType<Key>): Key | null {
    const text = this.open(`page:${list}`, cursor);
    if (text === null) return null;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }

  private seal(purpose: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(Buffer.from(purpose));
    // A position takes the same room whether it is 7 or 7,000,000: the length tells nothing.
    const body = Buffer.concat([cipher.update(text.padEnd(40), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
  }

  private open(purpose: string, cursor: string): string | null {
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()])
        .toString('utf8')
        .trimEnd();
    } catch {
      return null;
    }
  }
}
