/** A data key as it lies in the database: encrypted by the key-encryption key that it names. */
export interface WrappedKey {
  readonly kekId: string;
  readonly wrapped: Buffer;
}

/**
 * The key-encryption keys of an installation. Here they come from a file or the environment; a ministry's key service (KMS, HSM) is joined by
 * another class that wraps and unwraps there, so that its keys never come to this machine. `context` is authenticated with the key.
 */
export abstract class KeyRing {
  /** The name of the key that wraps what is new. */
  abstract currentId(): string;
  /** Every key that can still unwrap, the current one first. */
  abstract ids(): readonly string[];
  /** Wraps with the current key. */
  abstract wrap(dataKey: Buffer, context: string): Promise<WrappedKey>;
  /** Throws a PersonalDataFault when the key is not known here, or is another than the one that wrapped. */
  abstract unwrap(key: WrappedKey, context: string): Promise<Buffer>;
  /** The key of the blind indexes; never one that encrypts. */
  abstract indexKey(): Buffer;
}
