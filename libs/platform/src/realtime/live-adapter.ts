import type { Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { newId } from '@bongsu/kernel';
import { type Observable, defer } from 'rxjs';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { Settings } from '../config/concerns';
import { LIVE_PATH } from '../contract/live';
import { OpenLines, letGo } from '../http/let-go';
import { requestOrigin } from '../http/same-origin';
import { ProbePass } from '../probe/probe-pass';
import { Authenticator } from '../security/authenticator';
import { SocketLimits } from './socket-limits';

/** A frame is small; what is larger than this is not a board speaking. */
const MAX_MESSAGE_BYTES = 64 * 1024;
/** Requests under way when the process is asked to end are answered within this. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * The socket server: WebSocket only, no compression, callers authenticated in the handshake (guards do not run there) and
 * their Origin checked, because a browser sends cookies along from anywhere.
 */
export class LiveAdapter extends IoAdapter {
  private readonly authenticator: Authenticator;
  private readonly probe: ProbePass;
  private readonly limits: SocketLimits;
  private readonly lines: OpenLines;

  constructor(
    app: INestApplicationContext,
    private readonly settings: Pick<Settings, 'http' | 'limits'>,
  ) {
    super(app);
    this.limits = new SocketLimits(settings.limits);
    this.lines = new OpenLines(this.httpServer as HttpServer);
    this.authenticator = app.get(Authenticator, { strict: false });
    this.probe = app.get(ProbePass, { strict: false });
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server: Server = super.createIOServer(port, {
      ...options,
      path: LIVE_PATH,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: 10_000,
      pingTimeout: 15_000,
      connectTimeout: 10_000,
      // Scripts send no Origin; browsers must come from the board's own.
      allowRequest: (request, decide) => decide(null, requestOrigin(request.headers, this.settings.http.PUBLIC_ORIGIN) !== 'foreign'),
    } as ServerOptions);
    this.limits.watch(server);
    server.use((socket, next) => void this.authenticate(socket, next));
    return server;
  }

  /** One listener for each message. The pipeline that Nest lays for it costs every board about 5 KB for as long as it is open. */
  override bindMessageHandlers(
    socket: Socket,
    handlers: MessageMappingProperties[],
    transform: (answer: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers)
      socket.on(String(message), (...said: unknown[]) => {
        const { data, ack } = this.mapPayload(said.length > 1 ? said : said[0]) as { data: unknown; ack?: (answer: unknown) => void };
        defer(() => transform(callback(data, ack))).subscribe({
          next: (answer) => ack?.(answer),
          error: (fault: unknown) => this.logger.error(fault),
        });
      });
  }

  /** socket.io closes the HTTP server under it and waits for every connection, those of callers over HTTP too. */
  override async close(server: Server): Promise<void> {
    const stop = letGo(this.lines, ANSWER_WITHIN_MS);
    try {
      await super.close(server);
    } finally {
      stop();
    }
  }

  private async authenticate(socket: Socket, next: (error?: Error) => void): Promise<void> {
    const { authorization, cookie } = socket.handshake.headers;
    const token: unknown = socket.handshake.auth.token;
    const bearer = typeof token === 'string' ? `Bearer ${token}` : authorization;
    try {
      const credentials = { authorization: bearer, cookie };
      const actor = this.probe.actorOf(bearer) ?? (await this.authenticator.authenticate(credentials, newId()));
      socket.data = { actor, credentials };
      if (actor === null) next(new Error('access.not-signed-in'));
      else next(this.limits.admits(actor.id, socket) ? undefined : new Error('platform.too-many-requests'));
    } catch {
      next(new Error('platform.unavailable'));
    } finally {
      forget(socket);
    }
  }
}

/** What a handshake holds is needed by nobody once it is known who asks, and engine.io keeps the request as long as the line. */
function forget({ conn, request, handshake }: Socket): void {
  (conn as { request: unknown }).request = null;
  Object.assign(handshake, { headers: {}, query: {}, auth: {} });
  Object.assign(request, { headers: {}, rawHeaders: [], _query: {} });
}
