import type { INestApplicationContext } from '@nestjs/common';
import { CheckpointStore } from '@bongsu/platform';
import { PlainFailure } from '../plain-failure';
import { verifiedSeals } from './archive-file';
import { fileOf, manifestsIn } from './archive-manifest';
import { ownerOf } from './detach';
import { unlessHeld } from './unless-held';

/** Drops the tables that were taken out and whose archives are in the folder, whole and unaltered. Answers how many. */
export async function dropDetached(
  app: INestApplicationContext,
  ownerUrl: string,
  folder: string,
  say: (line: string) => void,
  waitMs?: number,
): Promise<number> {
  const manifests = manifestsIn(folder, await app.get(CheckpointStore).keys());
  const owner = await ownerOf(ownerUrl, waitMs);
  try {
    const { rows: kept } = await owner.query<{ part: string; sha256: string }>(
      `SELECT part, encode(sha256, 'hex') AS sha256 FROM journal_archive
        WHERE dropped_at IS NULL AND to_regclass('journal_detached.' || part) IS NOT NULL ORDER BY last_position`,
    );
    for (const { part, sha256 } of kept) {
      const manifest = manifests.find((one) => one.part === part);
      if (manifest?.sha256 !== sha256)
        throw new PlainFailure(`${fileOf(part)} of this journal is not in ${folder}: its table is kept. Give the folder in which it is.`);
      await verifiedSeals(folder, manifest, { ...manifest.before, seal: Buffer.from(manifest.before.seal, 'hex') });
      const drop = `BEGIN; DROP TABLE journal_detached.${part}; UPDATE journal_archive SET dropped_at = clock_timestamp() WHERE part = '${part}'; COMMIT`;
      await unlessHeld(owner, part, () => owner.query(drop));
      say(`${part}: dropped. ${fileOf(part)} is the only place where its entries are now.`);
    }
    return kept.length;
  } finally {
    await owner.end();
  }
}
