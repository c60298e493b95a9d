import { BEGINNING, type Cut, type PublicKey } from '@bongsu/platform';
import { PlainFailure } from '../plain-failure';
import { verifiedSeals } from './archive-file';
import { fileOf, manifestsIn } from './archive-manifest';

/**
 * Verifies every archive in a folder, from the first entry of the journal to the one on which the database goes on. Answers the seal of each of their
 * positions. Throws a PlainFailure that names what does not fit; with exit code 2 when an archive is missing.
 */
export async function archivedSeals(folder: string, cut: Cut, keys: readonly PublicKey[]): Promise<(position: number) => Buffer | null> {
  const seals: Buffer[] = [];
  let { position, seal }: Pick<Cut, 'position' | 'seal'> = BEGINNING;
  for (const manifest of manifestsIn(folder, keys)) {
    if (manifest.before.position !== position)
      throw new PlainFailure(
        `${fileOf(manifest.part)} follows on position ${String(manifest.before.position)}, and what is there ends at ${String(position)}: an archive is missing in ${folder}.`,
        2,
      );
    seals.push(await verifiedSeals(folder, manifest, { position, seal }));
    ({ position } = manifest.last);
    seal = Buffer.from(manifest.last.seal, 'hex');
  }
  if (position < cut.position)
    throw new PlainFailure(
      `The archives in ${folder} end at position ${String(position)}, and the journal begins after ${String(cut.position)}: one is missing.`,
      2,
    );
  const all = Buffer.concat(seals);
  const sealAt = (at: number): Buffer | null => (at < 1 || at * 32 > all.length ? null : all.subarray((at - 1) * 32, at * 32));
  if (cut.position > 0 && sealAt(cut.position)?.equals(cut.seal) !== true)
    throw new PlainFailure(
      `The archives end under another seal than the one on which the journal goes on, at position ${String(cut.position)}.`,
    );
  return sealAt;
}
