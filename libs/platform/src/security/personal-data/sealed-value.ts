import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Sealed } from '@bongsu/kernel';
import { freshBytes } from '../fresh-bytes';
import { PersonalDataFault } from './fault';

export type { Sealed };

const VERSION = 'bs1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The same as the check constraint of every sealed column (`platform_is_sealed`). */
export const SEALED_FORMAT = /^bs1\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]*$/;

/** One person (or report) whose data has a key of its own. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** A key that encrypts the data of one subject, unwrapped. */
export interface DataKey {
  readonly id: string;
  readonly subject: Subject;
  readonly bytes: Buffer;
}

/**
 * Encrypts one value for one place: AES-256-GCM, a fresh nonce each. Version, id of the data key, nonce and tag stand in the value. Table,
 * column and subject are authenticated with it, so that a value that was moved elsewhere does not open.
 */
export function sealValue(key: DataKey, place: string, text: string): Sealed {
  const nonce = freshBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(aad(place, key.subject));
  const body = cipher.update(text, 'utf8');
  // GCM has nothing left to give at its end but the tag.
  cipher.final();
  const parts = [idToText(key.id), text64(nonce), text64(cipher.getAuthTag()), text64(body)];
  return [VERSION, ...parts].join('.') as Sealed;
}

/** The value in clear. Throws {@link PersonalDataFault} when a bit, the place or the subject is another. */
export function openValue(key: DataKey, place: string, sealed: string): string {
  const [, , nonce = '', tag = '', body = ''] = sealed.split('.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(aad(place, key.subject));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    throw new PersonalDataFault(
      'personal-data.value-altered',
      `A value of ${place} does not open: it was altered, or it belongs to another place or person.`,
      'Restore the row from a backup, and look in the record who changed it.',
    );
  }
}

export const isSealed = (text: string): text is Sealed => SEALED_FORMAT.test(text);

/** The id of the data key that a value names. Throws {@link PersonalDataFault} when the text is no sealed value. */
export function dataKeyIdOf(place: string, sealed: string): string {
  if (isSealed(sealed)) return textToId(sealed.slice(VERSION.length + 1, VERSION.length + 23));
  throw new PersonalDataFault(
    'personal-data.value-not-sealed',
    `A value of ${place} is not encrypted.`,
    'Run `bongsu personal-data seal`, which encrypts what was kept before fields were encrypted.',
  );
}

const aad = (place: string, { type, id }: Subject): Buffer => Buffer.from(`${VERSION} ${place} ${type}/${id}`);
const text64 = (bytes: Buffer): string => bytes.toString('base64url');
const idToText = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
const textToId = (text: string): string =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
