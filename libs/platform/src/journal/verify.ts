import { Injectable } from '@nestjs/common';
import { JournalChain } from './chain';
import { FIRST_SEAL, sealOf } from './seal';

const TELL_EVERY = 2_000;

/** What a verification found: all well up to the head, or the first position that is not what its seal says. */
export type Verification =
  | { readonly sound: true; readonly entries: number; readonly headSeal: string }
  | {
      readonly sound: false;
      readonly position: number;
      readonly reason: 'altered' | 'missing' | 'inserted';
      readonly entryId: string | null;
    };

/** Recomputes the chain of seals from the first entry; names the first bad position. */
@Injectable()
export class JournalVerifier {
  constructor(private readonly chain: JournalChain) {}

  async verify(onProgress: (position: number) => void = () => undefined): Promise<Verification> {
    let seal: Buffer = FIRST_SEAL;
    let position = 0;
    for await (const found of this.chain.between(0)) {
      const entryId = found.entry.id;
      if (found.position === position) return { sound: false, position, reason: 'inserted', entryId };
      if (found.position !== position + 1) return { sound: false, position: position + 1, reason: 'missing', entryId: null };
      position += 1;
      seal = sealOf(seal, position, found.entry, found.way);
      if (!seal.equals(found.seal)) return { sound: false, position, reason: 'altered', entryId };
      if (position % TELL_EVERY === 0) onProgress(position);
    }
    return { sound: true, entries: position, headSeal: seal.toString('hex') };
  }
}
