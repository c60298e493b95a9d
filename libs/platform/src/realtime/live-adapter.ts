import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { newId } from '@bongsu/kernel';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { LIVE_PATH } from '../contract/live';
import { Authenticator } from '../security/authenticator';

/** A frame is small; what is larger than this is not a board speaking. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/**
 * The socket server: WebSocket only, no compression, callers authenticated in the handshake (guards do not run there) and
 * their Origin checked, because a browser sends cookies along from anywhere.
 */
export class LiveAdapter extends IoAdapter {
  private readonly authenticator: Authenticator;

  constructor(
    app: INestApplicationContext,
    private readonly allowedOrigins: () => readonly string[],
  ) {
    super(app);
    this.authenticator = app.get(Authenticator, { strict: false });
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
      allowRequest: (request, decide) => decide(null, this.isAllowedOrigin(request.headers.origin, request.headers.host)),
    } as ServerOptions);
    server.use((socket, next) => void this.authenticate(socket, next));
    return server;
  }

  /** Scripts send no Origin; browsers must come from the board's own origin. */
  private isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return true;
    return origin === `http://${host}` || origin === `https://${host}` || this.allowedOrigins().includes(origin);
  }

  private async authenticate(socket: Socket, next: (error?: Error) => void): Promise<void> {
    const { authorization, cookie } = socket.handshake.headers;
    const token: unknown = socket.handshake.auth.token;
    const bearer = typeof token === 'string' ? `Bearer ${token}` : authorization;
    try {
      const credentials = { authorization: bearer, cookie };
      const actor = await this.authenticator.authenticate(credentials, newId());
      socket.data = { actor, credentials };
      next(actor === null ? new Error('access.not-signed-in') : undefined);
    } catch {
      next(new Error('platform.unavailable'));
    } finally {
      // The handshake request holds headers and buffers that nobody needs any more; before this the board's cookie is read from it.
      (socket.conn as { request: unknown }).request = null;
    }
  }
}
