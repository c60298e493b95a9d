import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Sensitive } from '@bongsu/kernel';
import { KeyRing } from './key-ring';

/** How different spellings of the same value become one. */
export type Spelling = 'e-mail' | 'document-number' | 'telephone' | 'exact';

const spelled: Readonly<Record<Spelling, (text: string) => string>> = {
  'e-mail': (text) => text.normalize('NFKC').trim().toLowerCase(),
  'document-number': (text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  exact: (text) => text,
  telephone: (text) => text.normalize('NFKC').replace(/[^0-9+]/g, ''),
};

/**
 * Finds an encrypted value without opening any: HMAC-SHA-256 of its normal spelling under a key of its own. `place` keeps the
 * same value in two columns from being recognised.
 */
@Injectable()
export class BlindIndex {
  constructor(private readonly ring: KeyRing) {}

  of(place: string, spelling: Spelling, value: Sensitive | string): Buffer {
    const text = typeof value === 'string' ? value : value.reveal();
    return createHmac('sha256', this.ring.indexKey())
      .update(`${place}\0${spelled[spelling](text)}`)
      .digest();
  }
}
