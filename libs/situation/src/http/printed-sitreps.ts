import { Injectable } from '@nestjs/common';
import { Latest } from '@bongsu/kernel';
import { HeavyWork } from '@bongsu/platform';
import type { Presented } from './presented';
import { sitrepPdf } from './sitrep-pdf';

const KEPT = 32;

/** The PDFs printed last: an issued report never changes, and its readers come together. */
@Injectable()
export class PrintedSitreps {
  private readonly printed = new Latest<Promise<Buffer>>(KEPT);

  constructor(private readonly heavy: HeavyWork) {}

  /** `key` names the report and its state: one that ended is printed anew, with its mark. */
  pdf(key: string, sitrep: Presented, issuedAt: string): Promise<Buffer> {
    const known = this.printed.get(key);
    if (known) return known;
    const begun = this.heavy.run(() => sitrepPdf(sitrep, issuedAt));
    this.printed.put(key, begun);
    // A failure is not kept: the next reader tries again.
    begun.catch(() => this.printed.drop(key));
    return begun;
  }
}
