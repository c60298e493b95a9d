import { Injectable } from '@nestjs/common';
import { BEGINNING, type Cut } from './archives';
import { JournalChain } from './chain';
import { sealOf } from './seal';

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

/** Recomputes the chain of seals from the first entry, or from where the archive ends; names the first bad position. */
@Injectable()
export class JournalVerifier {
  constructor(private readonly chain: JournalChain) {}

  /** `entries` of a sound one counts those before `from` too: positions have no gaps. */
  async verify(
    onProgress: (position: number) => void = () => undefined,
    from: Pick<Cut, 'position' | 'seal'> = BEGINNING,
  ): Promise<Verification> {
    let { seal, position } = from;
    for await (const found of this.chain.between(position)) {
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
