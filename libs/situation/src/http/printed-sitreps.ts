import { Injectable } from '@nestjs/common';
import { Latest } from '../domain/latest';
import type { Presented } from './presented';
import { sitrepPdf } from './sitrep-pdf';

const KEPT = 32;

/** The PDFs printed last: an issued report never changes, and its readers come together. */
@Injectable()
export class PrintedSitreps {
  private readonly printed = new Latest<Promise<Buffer>>(KEPT);

  pdf(sitrepId: string, sitrep: Presented, issuedAt: string): Promise<Buffer> {
    const known = this.printed.get(sitrepId);
    if (known) return known;
    const begun = sitrepPdf(sitrep, issuedAt);
    this.printed.put(sitrepId, begun);
    // A failure is not kept: the next reader tries again.
    begun.catch(() => this.printed.drop(sitrepId));
    return begun;
  }
}
