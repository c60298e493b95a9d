import { sign, verify } from 'node:crypto';
import { canonical } from '../canonical';
import { type PublicKey, type SigningKey, keyObjectOf } from './key';

/**
 * A JSON Web Signature in its compact form (RFC 7515) with Ed25519 (RFC 8037): one line of text. Only this one header is known, so there is
 * nothing that a signer could choose and no two texts for one signature.
 */
export function signed(type: string, payload: unknown, key: SigningKey): string {
  const content = `${encoded({ alg: 'EdDSA', kid: key.id, typ: type })}.${encoded(payload)}`;
  return `${content}.${sign(null, Buffer.from(content), key.privateKey).toString('base64url')}`;
}

const SIGNATURE_BYTES = 64;

export type OpenedSignature =
  | { readonly ok: true; readonly payload: unknown; readonly keyId: string }
  | { readonly ok: false; readonly reason: 'unreadable' }
  | { readonly ok: false; readonly reason: 'unknown-key' | 'bad-signature'; readonly keyId: string };

/** What was signed, when one of these keys signed it. */
export function opened(type: string, text: string, keys: ReadonlyMap<string, PublicKey>): OpenedSignature {
  const [header, payload, signature, ...more] = text.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0)
    return { ok: false, reason: 'unreadable' };
  const bytes = Buffer.from(signature, 'base64url');
  const keyId = /"kid":"([\w-]{43})"/.exec(Buffer.from(header, 'base64url').toString('utf8'))?.[1];
  if (
    keyId === undefined ||
    header !== encoded({ alg: 'EdDSA', kid: keyId, typ: type }) ||
    bytes.length !== SIGNATURE_BYTES ||
    bytes.toString('base64url') !== signature
  )
    return { ok: false, reason: 'unreadable' };
  const key = keys.get(keyId);
  if (key === undefined) return { ok: false, reason: 'unknown-key', keyId };
  if (!verify(null, Buffer.from(`${header}.${payload}`), keyObjectOf(key), bytes)) return { ok: false, reason: 'bad-signature', keyId };
  return { ok: true, payload: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), keyId };
}

function encoded(value: unknown): string {
  return Buffer.from(canonical(value)).toString('base64url');
}
