import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';

/** An Ed25519 public key as a JSON Web Key (RFC 8037). `kid` is its thumbprint by RFC 7638. */
export const publicKeySchema = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string() });
export type PublicKey = z.infer<typeof publicKeySchema>;

export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: PublicKey;
}

/** A private key in PEM (PKCS #8). Line ends may be written `\n`, as environment files do. Throws when it is not an Ed25519 key. */
export function signingKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem.replaceAll('\\n', '\n'));
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the checkpoint key is not an Ed25519 private key');
  const publicKey = jwkOf(createPublicKey(privateKey));
  return { id: publicKey.kid, privateKey, publicKey };
}

/** The text of a new private key, PEM (PKCS #8). */
export function newSigningKeyPem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** A public key from its 32 bytes in base64url. */
export function publicKeyOf(x: string): PublicKey {
  const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid };
}

/** Public keys from what an operator kept: a JWK Set, one JWK, or PEM. Throws when there is none in it. */
export function publicKeysFrom(text: string): PublicKey[] {
  if (text.includes('-----BEGIN PUBLIC KEY-----')) return [jwkOf(createPublicKey(text))];
  const content: unknown = JSON.parse(text);
  const keys = z.union([z.object({ keys: z.array(z.object({ x: z.string() })).min(1) }), z.object({ x: z.string() })]).parse(content);
  return ('keys' in keys ? keys.keys : [keys]).map(({ x }) => publicKeyOf(x));
}

export function keyObjectOf({ x }: PublicKey): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function jwkOf(key: KeyObject): PublicKey {
  const { x } = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || x === undefined) throw new Error('the key is not an Ed25519 public key');
  return publicKeyOf(x);
}
