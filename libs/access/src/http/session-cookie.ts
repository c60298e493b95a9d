import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@bongsu/platform';
import type { SessionView } from '../contract';
import { type Brought, type BroughtToken, broughtToken, sessionCookieName } from '../use-cases/tokens';

/** The board's cookie: no script reads it, no other site sends it. */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly secure: string;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'http'>) {
    this.name = sessionCookieName(settings.http.PUBLIC_ORIGIN);
    this.secure = settings.http.PUBLIC_ORIGIN?.startsWith('https:') === true ? '; Secure' : '';
  }

  of({ token, expiresAt }: Pick<SessionView, 'token' | 'expiresAt'>): string {
    return `${this.name}=${token}; Path=/; HttpOnly; SameSite=Strict; Expires=${new Date(expiresAt).toUTCString()}${this.secure}`;
  }

  /** The token that came with a request, as Bearer or in this cookie. */
  brought(headers: Brought): BroughtToken | null {
    return broughtToken(headers, this.name);
  }

  gone(): string {
    return `${this.name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${this.secure}`;
  }
}
