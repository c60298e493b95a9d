import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];
/** How hard it is packed. `small`: nearly as small as it can be, for what is asked for again and again. `quick`: for what is soon another text. */
const QUALITY = { small: 9, quick: 4 } as const;

/**
 * A text that many ask for, packed once for all of them; for one that holds no token, key or password, and is the same for all who see the same.
 * Such a text may hold what others wrote, titles for instance, and its length then tells a little of what stands beside it (BREACH). Whoever
 * wanted to guess so at a title that she may not see would have to file every guess under her own name, where all can read it, and to watch the
 * line of somebody who may; and would learn words, and nothing that opens a door.
 */
export class Packed {
  readonly etag: string;
  private br: Promise<Buffer> | undefined;
  private gz: Promise<Buffer> | undefined;

  constructor(
    private readonly text: string,
    private readonly pace: keyof typeof QUALITY = 'small',
  ) {
    this.etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  }

  /** As the caller can read it; nothing (304) when she has this very text already. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<Buffer | string | undefined> {
    void reply.header('etag', this.etag).header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === this.etag) {
      void reply.status(304);
      return undefined;
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    if (/\bbr\b/.test(accepted)) {
      void reply.header('content-encoding', 'br');
      return (this.br ??= brotli(this.text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY[this.pace] } }));
    }
    if (!/\bgzip\b/.test(accepted)) return this.text;
    void reply.header('content-encoding', 'gzip');
    return (this.gz ??= gzipped(this.text, { level: QUALITY[this.pace] }));
  }
}
