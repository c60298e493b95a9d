import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type CheckpointStore, type JournalChain, canonical, entryDigestOf } from '@bongsu/platform';
import type { SitrepStore } from '@bongsu/situation';
import { PlainFailure } from '../plain-failure';

const PAGE = 200;

/** A part of the bundle, written line by line. */
export async function writeLines(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  async function* ended(): AsyncGenerator<string> {
    for await (const line of lines) yield `${line}\n`;
  }
  await pipeline(ended, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}

interface Span {
  readonly start: { readonly position: number; readonly seal: string };
  readonly end: number;
}

/** Every position of the span: the incident's own entries in full, the others by their digests. */
export async function* chainLines(chain: JournalChain, { start, end }: Span, own: readonly number[]): AsyncGenerator<string> {
  yield canonical({ start });
  let next = 0;
  for await (const { position, entry, way } of chain.between(start.position, end)) {
    if (way.version === 1)
      throw new PlainFailure(
        `Position ${String(position)} was sealed by a version of before, whose seals cannot be shown without the entry: this span cannot be exported.`,
      );
    const isOwn = own[next] === position;
    if (isOwn) next += 1;
    yield canonical(
      isOwn ? { position, salt: way.salt.toString('hex'), entry } : { position, digest: entryDigestOf(way.salt, entry).toString('hex') },
    );
  }
}

export async function* checkpointLines(store: CheckpointStore, { start, end }: Span): AsyncGenerator<string> {
  let afterId = 0;
  for (;;) {
    const page = await store.within(start.position, end, afterId, PAGE);
    for (const { jws } of page) yield jws;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    afterId = last.id;
  }
}

/** The situation reports as they were issued, the first first. */
export async function* sitrepLines(sitreps: SitrepStore, incidentId: string): AsyncGenerator<string> {
  const [latest] = await sitreps.list(incidentId, null, 1);
  for (let number = 1; number <= (latest?.number ?? 0); number++) {
    const sitrep = await sitreps.find(incidentId, number);
    if (sitrep !== null) yield canonical({ ...sitrep, digest: Buffer.from(sitrep.digest).toString('hex') });
  }
}
