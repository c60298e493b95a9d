import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { SitrepDocument } from '../domain/sitrep-document';

/** SHA-256 of the document in canonical JSON (RFC 8785): the same however a database orders its keys. */
export function digestOf(document: SitrepDocument): Buffer {
  return createHash('sha256')
    .update(canonicalize(document) ?? '')
    .digest();
}
