import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import type { Actor } from '../security/actor';
import { PROBE_SUBJECT } from './probe-work';

const PREFIX = 'bprobe_';

/**
 * With what the probe of this process comes to the door of this process: a token that is made at the start, never leaves its memory but over its
 * own loopback, and is good for nothing else. Its account exists nowhere: it has no role, and sees the probe's own entries and nothing else.
 */
@Injectable()
export class ProbePass {
  readonly token = PREFIX + randomBytes(32).toString('base64url');

  /** Who brought it; null for everybody else. */
  actorOf(authorization: string | undefined): Actor | null {
    const brought = Buffer.from(authorization ?? '');
    const known = Buffer.from(`Bearer ${this.token}`);
    if (brought.length !== known.length || !timingSafeEqual(brought, known)) return null;
    return { kind: 'system', id: PROBE, grants: [], seals: [PROBE_SUBJECT], correlationId: newId() };
  }
}

const PROBE = 'probe';

/** Boards are counted and looked at again; the probe's line is none of them. */
export const isProbe = ({ kind, id }: Pick<Actor, 'kind' | 'id'>): boolean => kind === 'system' && id === PROBE;
