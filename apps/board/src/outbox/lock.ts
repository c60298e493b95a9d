/**
 * A letter box in the browser: everybody may put something in, only a living session takes it out. What is kept is encrypted for the box's public key
 * (ECDH on P-256, HKDF-SHA-256, AES-256-GCM); its private key lies beside it under a key that the server tells to the account's own session and
 * that is never kept. So a report can be put in after a restart without a line, and a lost machine holds nothing that can be read.
 */
export interface Lock {
  readonly id: string;
  readonly accountId: string;
  /** SPKI. */
  readonly publicKey: ArrayBuffer;
  /** PKCS #8 under the account's key; the first 12 bytes are the nonce. */
  readonly privateKey: ArrayBuffer;
}

export interface Sealed {
  readonly lockId: string;
  /** Of this letter alone; raw point. */
  readonly ephemeral: ArrayBuffer;
  /** Nonce (12 bytes), then AES-GCM. */
  readonly body: ArrayBuffer;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const NONCE_BYTES = 12;

export async function newLock(id: string, accountId: string, accountKey: CryptoKey): Promise<Lock> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const [publicKey, secret] = await Promise.all([
    crypto.subtle.exportKey('spki', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  return { id, accountId, publicKey, privateKey: await encrypt(accountKey, secret) };
}

/** The account's key as the server tells it, base64url. */
export async function accountKeyOf(told: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(told.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** What opens the box; throws when it is another account's key. It cannot be read out again. */
export async function unlock(lock: Lock, accountKey: CryptoKey): Promise<CryptoKey> {
  const secret = await decrypt(accountKey, lock.privateKey);
  return crypto.subtle.importKey('pkcs8', secret, CURVE, false, ['deriveBits']);
}

export async function seal(lock: Lock, content: unknown): Promise<Sealed> {
  const [box, own] = await Promise.all([
    crypto.subtle.importKey('spki', lock.publicKey, CURVE, false, []),
    crypto.subtle.generateKey(CURVE, false, ['deriveBits']),
  ]);
  const ephemeral = await crypto.subtle.exportKey('raw', own.publicKey);
  const key = await agreed(own.privateKey, box, ephemeral, lock.id);
  return { lockId: lock.id, ephemeral, body: await encrypt(key, new TextEncoder().encode(JSON.stringify(content))) };
}

export async function open(opener: CryptoKey, { lockId, ephemeral, body }: Sealed): Promise<unknown> {
  const sender = await crypto.subtle.importKey('raw', ephemeral, CURVE, false, []);
  const key = await agreed(opener, sender, ephemeral, lockId);
  return JSON.parse(new TextDecoder().decode(await decrypt(key, body)));
}

async function agreed(own: CryptoKey, other: CryptoKey, ephemeral: ArrayBuffer, lockId: string): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(`bongsu outbox ${lockId}`);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info }, base, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

async function encrypt(key: CryptoKey, plain: BufferSource): Promise<ArrayBuffer> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const body = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain));
  const both = new Uint8Array(NONCE_BYTES + body.length);
  both.set(nonce);
  both.set(body, NONCE_BYTES);
  return both.buffer;
}

function decrypt(key: CryptoKey, both: ArrayBuffer): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: both.slice(0, NONCE_BYTES) }, key, both.slice(NONCE_BYTES));
}
