import { Injectable } from '@nestjs/common';
import { BlindIndex } from '@bongsu/platform';
import { AccountNames } from '../storage/account-names';
import { waitAfter } from '../domain/waits';
import { ThrottleStore } from '../storage/throttle.store';
import { AccessSettings } from './access-settings';
import type { SignInOrigin } from './origin';

/** Whether a try is let through; when not, for how long nobody need come back. */
export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryAfterS: number };

const admitted: Admission = { admitted: true };

/**
 * Slows guessing down without locking anybody out: tries are counted for an account and an address together, so that a stranger elsewhere does
 * not make the owner wait, and for an address alone, so that one cannot walk through all accounts. Each has its own wait, and each wait ends.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly store: ThrottleStore,
    private readonly settings: AccessSettings,
    private readonly blindIndex: BlindIndex,
    private readonly names: AccountNames,
  ) {}

  /** Asks before a password is checked; counts the try. Known and unknown addresses are treated alike. */
  async askPassword(email: string, origin: SignInOrigin): Promise<Admission> {
    const waitMs = await this.store.waitMs(this.addressKey(origin));
    if (waitMs > 0) return refusedFor(waitMs);
    return this.ask(this.pairKey(email, origin), this.settings.freeTries);
  }

  async wrongPassword(origin: SignInOrigin): Promise<void> {
    const key = this.addressKey(origin);
    const wait = waitAfter(await this.store.count(key), this.settings.freeTriesPerAddress, this.settings.waitAtMostS);
    if (wait > 0) await this.store.shut(key, wait);
  }

  async rightPassword(email: string, origin: SignInOrigin): Promise<void> {
    await this.store.forget(this.pairKey(email, origin));
  }

  /** Asks before a code is checked. Whoever gets here knows the password, so all addresses count together. */
  askCode(accountId: string): Promise<Admission> {
    return this.ask(this.codeKey(accountId), this.settings.freeTries);
  }

  async rightCode(accountId: string): Promise<void> {
    await this.store.forget(this.codeKey(accountId));
  }

  /** Asks before a signed-in person's proof is checked. */
  askProof(accountId: string): Promise<Admission> {
    return this.ask(this.proofKey(accountId), this.settings.freeTries);
  }

  async rightProof(accountId: string): Promise<void> {
    await this.store.forget(this.proofKey(accountId));
  }

  /** Asks before the code of a sealed incident is looked up: whether there is one of that code is not found out by trying. */
  askSealedCode(accountId: string): Promise<Admission> {
    return this.ask(this.sealedCodeKey(accountId), this.settings.freeTries);
  }

  async rightSealedCode(accountId: string): Promise<void> {
    await this.store.forget(this.sealedCodeKey(accountId));
  }

  private async ask(key: string, free: number): Promise<Admission> {
    const waitMs = await this.store.waitMs(key);
    if (waitMs > 0) return refusedFor(waitMs);
    const wait = waitAfter((await this.store.count(key)) - 1, free, this.settings.waitAtMostS);
    if (wait === 0 || (await this.store.pass(key, wait))) return admitted;
    return refusedFor(Math.max(1, await this.store.waitMs(key)));
  }

  private pairKey(email: string, { counted }: SignInOrigin): string {
    return this.key('pair', this.names.indexOf(email).toString('base64url'), counted);
  }
  private addressKey({ counted }: SignInOrigin): string {
    return this.key('address', counted);
  }
  private codeKey(accountId: string): string {
    return this.key('code', accountId);
  }
  private proofKey(accountId: string): string {
    return this.key('proof', accountId);
  }
  private sealedCodeKey(accountId: string): string {
    return this.key('sealed-code', accountId);
  }
  private key(...parts: string[]): string {
    return this.blindIndex.of('access_throttle.key', 'exact', parts.join('\n')).toString('base64url');
  }
}

function refusedFor(waitMs: number): Admission {
  return { admitted: false, retryAfterS: Math.max(1, Math.ceil(waitMs / 1_000)) };
}
