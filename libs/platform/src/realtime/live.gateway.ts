import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { Counter, Gauge } from 'prom-client';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { CONDITION } from '../contract/condition';
import { FOLLOW, type FollowAnswer, LIVE_PATH, followSchema } from '../contract/live';
import { Permission } from '../http/decorators';
import { Pulse } from '../journal/pulse';
import { EntriesArchived } from '../journal/archives';
import { JournalReader } from '../journal/reader';
import { isProbe } from '../probe/probe-pass';
import type { Actor } from '../security/actor';
import { actingAs } from '../security/acting';
import { Cursors } from '../security/cursors';
import { Views, touches } from '../security/views';
import { visibilityOf } from '../security/visibility';
import { metrics } from '../telemetry/metrics';
import { Authenticator } from '../security/authenticator';
import { cutSlowest } from './backlog';
import { Conditions } from './conditions';
import { LiveConnection } from './connection';
import { FollowTurns } from './follow-turns';
import type { LiveSession } from './live-session';
import { leaving } from './leaving';
import { LiveFeed } from './live-feed';
import { LivePolicy } from './live-policy';

/** More missing entries than this are quicker had as a snapshot. */
const CATCH_UP_LIMIT = 2_000;

const connected = new Gauge({ name: 'bongsu_live_connections', help: 'Connected boards', registers: [metrics] });
const cut = new Counter({
  name: 'bongsu_live_slow_readers_cut_total',
  help: 'Boards cut because they read too slowly',
  registers: [metrics],
});

/** The client asks again; nothing was missed meanwhile, its cursor still stands. */
const unavailable: FollowAnswer = {
  ok: false,
  code: 'platform.unavailable',
  message: 'the store cannot answer at the moment; follow again in a few seconds',
};

const asksAlready: FollowAnswer = {
  ok: false,
  code: 'platform.follow-unanswered',
  message: 'an earlier follow of this line has no answer yet; wait for it, and follow again then',
};

/** The sessions of all boards are looked at again this often, in one question. */
const SESSION_CHECK_MS = 2_000;
/** How often it is looked how much waits for all boards together. */
const BACKLOG_CHECK_MS = 500;
const BYTES_IN_MB = 1024 * 1024;
/** How long a board may go on showing what was sealed. */
const VIEW_CHECK_MS = 500;

/** The live feed's door: `follow` and what comes after it; see contract/live. */
@Injectable()
@WebSocketGateway({ path: LIVE_PATH })
export class LiveGateway implements OnGatewayConnection, OnGatewayDisconnect, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Live');
  private readonly leave = new Map<string, () => void>();
  private readonly sockets = new Set<Socket>();
  private readonly following = new Map<string, LiveConnection>();
  private readonly check = new Pulse(
    () => this.cutEndedSessions(),
    SESSION_CHECK_MS,
    // The store cannot answer: nobody is cut for that, and in two seconds it is asked again.
    (error) => this.logger.warn({ msg: 'sessions of boards', cause: String(error) }),
  );

  /** The epoch of views for which the boards were looked through. */
  private lookedAt = 0;
  private readonly viewCheck = new Pulse(
    () => this.cutOldViews(),
    VIEW_CHECK_MS,
    (error) => this.logger.warn({ msg: 'views of boards', cause: String(error) }),
  );

  constructor(
    private readonly feed: LiveFeed,
    private readonly reader: JournalReader,
    private readonly cursors: Cursors,
    private readonly views: Views,
    private readonly policy: LivePolicy,
    private readonly authenticator: Authenticator,
    private readonly conditions: Conditions,
    private readonly turns: FollowTurns,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'limits'>,
  ) {}

  private unwatch: (() => void) | undefined;
  private backlogCheck: NodeJS.Timeout | undefined;

  onApplicationBootstrap(): void {
    // Whoever was taken off the list of a sealed incident hears no more of it.
    const rightsChanged = (kind: string): boolean => kind.startsWith('access.') && kind !== 'access.signed-in';
    this.unwatch = this.feed.watch((entries) => entries.some(({ kind }) => rightsChanged(kind)) && this.check.beat());
    this.check.start();
    this.viewCheck.start();
    this.backlogCheck = setInterval(() => this.cutSlowest(), BACKLOG_CHECK_MS).unref();
    this.conditions.onChange((condition) => {
      for (const socket of this.sockets) socket.emit(CONDITION, condition);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.unwatch?.();
    clearInterval(this.backlogCheck);
    await this.check.stop();
    await this.viewCheck.stop();
  }

  /** How many boards follow the feed. */
  get followers(): number {
    return this.leave.size;
  }

  handleConnection(socket: Socket): void {
    // The probe's line is no board and no session.
    if (isProbe((socket.data as LiveSession).actor)) return;
    connected.inc();
    this.sockets.add(socket);
    socket.emit(CONDITION, this.conditions.present);
  }

  handleDisconnect(socket: Socket): void {
    if (this.sockets.delete(socket)) connected.dec();
    this.leave.get(socket.id)?.();
    this.leave.delete(socket.id);
  }

  @SubscribeMessage(FOLLOW)
  @Permission('situation.read')
  async follow(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<FollowAnswer> {
    const parsed = followSchema.safeParse(body);
    if (!parsed.success)
      return { ok: false, code: 'platform.invalid-request', message: 'follow takes { after: cursor | null, scopes: missionId[] }' };
    const { actor } = socket.data as LiveSession;
    if (!isProbe(actor) && !this.policy.mayFollow(actor))
      return { ok: false, code: 'access.forbidden', message: 'your roles do not include the live board' };
    if (parsed.data.after === null) return { ok: true, mode: 'snapshot' };
    const { after, scopes } = parsed.data;
    // Whether lines work at all is asked by the probe, which waits for nobody.
    if (isProbe(actor)) return this.goOn(socket, actor, after, scopes);
    const answer = await this.turns.take(socket.id, () => this.goOn(socket, actor, after, scopes));
    if (answer === 'too-late') return unavailable;
    return answer === 'asks-already' ? asksAlready : answer;
  }

  private async goOn(socket: Socket, actor: Actor, cursor: string, scopes: string[]): Promise<FollowAnswer> {
    // Gone while it waited for its turn.
    if (!socket.connected) return unavailable;
    const from = this.cursors.position(cursor);
    // Asked for before it is compared: what is sealed meanwhile makes it too old rather than too new.
    const view = this.views.of(visibilityOf(actor));
    if (from === null || !(await this.views.holds(from.view, visibilityOf(actor)))) return { ok: true, mode: 'snapshot' };
    return actingAs(actor, () => this.join(socket, actor, { after: from.position, view }, scopes));
  }

  private async join(
    socket: Socket,
    actor: Actor,
    { after, view }: { after: number; view: string },
    scopes: string[],
  ): Promise<FollowAnswer> {
    // Its going was told before it is noted here: nobody would ever take it off again. From here on nothing is waited for.
    if (!socket.connected) return unavailable;
    this.leave.get(socket.id)?.();
    const visibility = visibilityOf(actor);
    const wanted = scopes.length === 0 ? null : [...scopes].sort();
    const connection = new LiveConnection(socket, visibility, wanted, view, after, () => this.cutSlow(socket));
    const remove = this.feed.add(connection);
    this.following.set(socket.id, connection);
    const leave = (): void => {
      remove();
      if (this.following.get(socket.id) === connection) this.following.delete(socket.id);
      connection.end();
    };
    this.leave.set(socket.id, leave);
    // The feed stands at `until` now; what it publishes from here on is held back by the connection until the answer is out.
    const until = Math.max(after, this.feed.position);
    const missed = await this.reader
      .visible(after, CATCH_UP_LIMIT + 1, visibility, until)
      .catch((fault: unknown) => (fault instanceof EntriesArchived ? 'archived' : null));
    if (missed === null || missed === 'archived' || missed.length > CATCH_UP_LIMIT) {
      leave();
      return missed === null ? unavailable : { ok: true, mode: 'snapshot' };
    }
    const entries = missed
      .filter((entry) => wanted === null || entry.audience.some((id) => id === '*' || wanted.includes(id)))
      .map(leaving);
    setImmediate(() => connection.release(until));
    return { ok: true, mode: 'entries', entries, cursor: this.cursors.ofPosition(until, view), more: false };
  }

  /** Signed out, expired, disabled, or with other roles than when it connected: the board connects anew, as who it is now. */
  private async cutEndedSessions(): Promise<void> {
    if (this.sockets.size === 0) return;
    const sockets = [...this.sockets];
    const actors = sockets.map(({ data }) => (data as LiveSession).actor);
    const present = await this.authenticator.recheck(actors);
    for (const [index, socket] of sockets.entries()) {
      const now = present[index];
      if (!now || eyesAndRights(now) !== eyesAndRights(actors[index])) socket.disconnect(true);
    }
  }

  /** Something was sealed or returned to view: boards that it concerns connect anew, and are then sent for a snapshot. */
  private async cutOldViews(): Promise<void> {
    await this.views.refresh();
    const changes = this.views.since(this.lookedAt);
    this.lookedAt = this.views.epoch;
    if (changes.length === 0) return;
    for (const socket of this.sockets) {
      const eyes = visibilityOf((socket.data as LiveSession).actor);
      if (changes.some((change) => touches(change, eyes))) socket.disconnect(true);
    }
  }

  private cutSlowest(): void {
    cutSlowest(this.following.values(), this.settings.limits.SOCKET_BACKLOG_MB * BYTES_IN_MB);
  }

  private cutSlow(socket: Socket): void {
    this.logger.warn({ msg: 'slow reader cut', socket: socket.id });
    cut.inc();
    // Its buffers are full: no farewell would get through, and a closing handshake would hold them for half a minute more.
    const { transport } = socket.conn as unknown as { transport: { socket: { terminate(): void } } };
    transport.socket.terminate();
  }
}

const eyesAndRights = (actor: Actor | undefined): string => JSON.stringify([actor?.grants, actor?.seals ?? []]);
