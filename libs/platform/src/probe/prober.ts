import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { Pulse } from '../journal/pulse';
import type { Round } from './legs';
import { tellRound } from './probe-metrics';
import { ProbeRound } from './probe-round';

const LOOK_EVERY_MS = 250;
/** The worker that was started beside this process has time to begin. */
const FIRST_AFTER_MS = 10_000;
const HEARTBEAT_WITHIN_MS = 5_000;

/** Lights a beacon every PROBE_EVERY_MS, keeps how far the last one got, says so in metrics and log, and tells the dead man's switch outside. */
@Injectable()
export class Prober implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Probe');
  private readonly pulse = new Pulse(
    () => this.look(),
    LOOK_EVERY_MS,
    (error) => this.logger.warn({ msg: 'probe', cause: String(error) }),
  );
  private nextAtMs: number | undefined;
  private round: Round | null = null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'probe'>,
    private readonly server: HttpAdapterHost,
    private readonly probe: ProbeRound,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.probe.PROBE_EVERY_MS !== 'off') this.pulse.start();
  }

  /** Before doors are closed: a process that is asked to end raises no alarm. */
  onModuleDestroy(): void {
    void this.pulse.stop();
  }

  /** How far the last beacon got; null before the first one, and when there are none. */
  get last(): Round | null {
    return this.round;
  }

  /** A round at once, for whoever does not wait for the next. */
  async walk(origin: string): Promise<Round> {
    const round = await this.probe.walk(origin);
    this.round = round;
    tellRound(round);
    if (round.broken.length > 0) this.logger.error({ msg: 'probe_failed', broken: round.broken, reached: round.reached });
    else await this.beat();
    return round;
  }

  private async look(): Promise<void> {
    const { PROBE_EVERY_MS: everyMs } = this.settings.probe;
    const origin = this.origin();
    if (origin === null || everyMs === 'off') return;
    this.nextAtMs ??= performance.now() + Math.min(FIRST_AFTER_MS, everyMs);
    if (performance.now() < this.nextAtMs) return;
    this.nextAtMs = performance.now() + everyMs;
    await this.walk(origin);
  }

  /** Where this process listens, seen from itself; null while it does not. */
  private origin(): string | null {
    const found = (this.server.httpAdapter.getHttpServer() as Server).address() as AddressInfo | null;
    if (found === null) return null;
    const host =
      { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[found.address] ?? (found.family === 'IPv6' ? `[${found.address}]` : found.address);
    return `http://${host}:${String(found.port)}`;
  }

  /** Its silence is the alarm, so it needs no answer. */
  private async beat(): Promise<void> {
    const url = this.settings.probe.PROBE_HEARTBEAT_URL;
    if (url === undefined) return;
    await fetch(url, { signal: AbortSignal.timeout(HEARTBEAT_WITHIN_MS), redirect: 'error' }).catch((fault: unknown) =>
      this.logger.warn({ msg: 'the dead man’s switch did not answer', cause: String(fault) }),
    );
  }
}
