import { Injectable } from '@nestjs/common';
import { LiveFeed } from '../realtime/live-feed';
import { Cursors } from '../security/cursors';
import { Views } from '../security/views';
import { ProbeLine } from './probe-line';
import { ProbePass } from './probe-pass';
import { PROBE_SUBJECT } from './probe-work';

const EYES = { missions: [], seals: [PROBE_SUBJECT] };

/** Where the probe follows from: a cursor at the feed's present end, with the probe's own eyes. */
@Injectable()
export class ProbeBoard {
  constructor(
    private readonly pass: ProbePass,
    private readonly feed: LiveFeed,
    private readonly cursors: Cursors,
    private readonly views: Views,
  ) {}

  get authorization(): string {
    return `Bearer ${this.pass.token}`;
  }

  /** Null when no line can be had. */
  open(origin: string, withinMs: number): Promise<ProbeLine | null> {
    const cursor = this.cursors.ofPosition(this.feed.position, this.views.of(EYES));
    return ProbeLine.open(origin, this.pass.token, cursor, withinMs).catch(() => null);
  }
}
