import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface Registration {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}
interface Answering {
  readonly origin?: string;
  /** Whether the device checked who its owner is (by fingerprint, PIN). */
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly type?: string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** A security key made of software, as WebAuthn Level 3 §6 describes one, which can also do what a real one never would. */
export class SoftAuthenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly credentialId = randomBytes(32);
  private userHandle: string | undefined;

  constructor(
    private readonly rpId: string,
    private readonly origin: string,
  ) {}

  register({ challenge, user }: Registration, { origin, userVerified = true, counter = 0 }: Answering = {}): object {
    this.userHandle = user?.id;
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    // COSE, ES256 (RFC 9053 §7.1.1)
    const key = cborMap([1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, key]);
    const authData = Buffer.concat([this.head(PRESENT | HAS_KEY | (userVerified ? VERIFIED : 0), counter), attested]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: this.clientData('webauthn.create', challenge, origin),
        attestationObject: cborMap(['fmt', 'none'], ['attStmt', new Map<string, never>()], ['authData', authData]).toString('base64url'),
        transports: ['usb'],
      },
    };
  }

  answer(
    { challenge }: { challenge: string },
    { origin, userVerified = true, counter = 1, type = 'webauthn.get' }: Answering = {},
  ): object {
    const clientDataJSON = this.clientData(type, challenge, origin);
    const authData = this.head(PRESENT | (userVerified ? VERIFIED : 0), counter);
    const signed = Buffer.concat([authData, createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()]);
    return {
      ...this.named(),
      response: {
        clientDataJSON,
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
        ...(this.userHandle === undefined ? {} : { userHandle: this.userHandle }),
      },
    };
  }

  private named(): object {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, origin = this.origin): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }

  private head(flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(this.rpId).digest(), Buffer.from([flags]), count]);
  }
}

type Cbor = number | string | Buffer | Map<string, never>;

/** As much of CBOR (RFC 8949) as a passkey needs. */
function cborMap(...pairs: readonly [Cbor, Cbor][]): Buffer {
  return Buffer.concat([Buffer.from([0xa0 | pairs.length]), ...pairs.flat().map(cbor)]);
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? Buffer.from([0x20 | (-1 - value)]) : Buffer.from([value]);
  if (typeof value === 'string') return Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)]);
  if (!Buffer.isBuffer(value)) return Buffer.from([0xa0]);
  const length = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from(length), value]);
}
