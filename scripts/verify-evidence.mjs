/**
 * Verifies a bundle of evidence from Bongsu, offline, with nothing but Node.js 20 or newer:
 *
 *   node verify-evidence.mjs <bundle.tar> [--key <key id>]
 *
 * Take this file from the published source, not from the bundle, and the key id from somebody other than whoever gave you the bundle.
 * Exit code 0: genuine; 1: not. What is checked is written beside each step. Formats: docs/security/evidence.md.
 */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const need = (holds, what) => {
  if (!holds) throw new Error(what);
};

/** RFC 8785, canonical JSON. */
const canonical = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};

/** The only header that is written for a file of this name and length: every byte of it is known beforehand. */
function tarHeader(name, size, checksum = '        ') {
  const length = size.toString(8).padStart(11, '0');
  const text = `${name.padEnd(100, '\0')}0000644\x000000000\x000000000\0${length}\x0000000000000\0${checksum}0`;
  const header = Buffer.from(`${text.padEnd(257, '\0')}ustar\x0000`.padEnd(512, '\0'), 'latin1');
  if (checksum.trim() !== '') return header;
  const sum = header.reduce((total, byte) => total + byte, 0);
  return tarHeader(name, size, `${sum.toString(8).padStart(6, '0')}\0 `);
}

/** The files of the archive. Nothing may stand in it that is not a file in its one form: no gap holds a byte that nobody checks. */
function filesOf(archive) {
  const files = new Map();
  let at = 0;
  while (at + 512 <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + 512);
    const name = header.subarray(0, 100).toString('latin1').replace(/\0.*$/s, '');
    const size = Number.parseInt(header.subarray(124, 135).toString('latin1'), 8);
    need(Number.isSafeInteger(size) && header.equals(tarHeader(name, size)), `the archive is damaged at byte ${at}`);
    const end = at + 512 + size;
    const next = at + 512 + Math.ceil(size / 512) * 512;
    need(next <= archive.length && archive.subarray(end, next).every((byte) => byte === 0), `the archive is damaged after ${name}`);
    need(!files.has(name), `the archive holds ${name} twice`);
    files.set(name, archive.subarray(at + 512, end));
    at = next;
  }
  need(archive.length === at + 1024 && archive.subarray(at).every((byte) => byte === 0), 'the archive does not end where it should');
  return files;
}

/** A signed line: RFC 7515 compact form, Ed25519, with the one header that is known. */
function opened(type, line, keys) {
  const [header, payload, signature] = line.split('.');
  const read = (part) => Buffer.from(part ?? '', 'base64url').toString('utf8');
  const { kid } = JSON.parse(read(header));
  const expected = Buffer.from(canonical({ alg: 'EdDSA', kid, typ: type })).toString('base64url');
  const bytes = Buffer.from(signature ?? '', 'base64url');
  need(line === `${expected}.${payload}.${bytes.toString('base64url')}`, `what should be a ${type} is not written as one`);
  need(keys.has(kid), `a ${type} is signed with a key that the bundle does not hold`);
  need(verify(null, Buffer.from(`${header}.${payload}`), keys.get(kid), bytes), `the signature of a ${type} is wrong`);
  return { kid, ...JSON.parse(read(payload)) };
}

const linesOf = (file) => file.toString('utf8').split('\n').filter(Boolean);

/** Throws with what is wrong; answers what was proved. */
export function verifyEvidence(archive, wantedKey) {
  const files = filesOf(archive);
  const file = (name) => files.get(name) ?? need(false, `the bundle has no ${name}`);

  // 1. Public keys, each under its RFC 7638 thumbprint.
  const keys = new Map(
    JSON.parse(file('keys.json').toString('utf8')).keys.map(({ x }) => [
      sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).toString('base64url'),
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    ]),
  );

  // 2. The manifest is signed, and every file is the one that it lists.
  const manifest = opened('bongsu-evidence', file('manifest.jws').toString('latin1'), keys);
  need(wantedKey === undefined || manifest.kid === wantedKey, `the bundle is signed with ${manifest.kid}, not with ${wantedKey}`);
  const listed = Object.keys(manifest.files);
  need(listed.length === files.size - 1, 'the bundle holds a file that its manifest does not list');
  for (const name of listed) need(sha256(file(name)).toString('hex') === manifest.files[name], `${name} was altered`);

  // 3. The checkpoints: each signed, for this installation; which seal the journal had at which position.
  const signedSeals = new Map();
  let last;
  for (const line of linesOf(file('checkpoints.jws'))) {
    last = opened('bongsu-checkpoint', line, keys);
    need(last.installation === manifest.installation && last.count === last.position, 'a checkpoint is of another journal');
    need((signedSeals.get(last.position) ?? last.seal) === last.seal, `two checkpoints differ at position ${last.position}`);
    signedSeals.set(last.position, last.seal);
  }

  // 4. The chain, from one signed seal (or the journal's beginning) to another, without a gap; the incident's entries are links of it.
  const [first, ...links] = linesOf(file('chain.jsonl')).map((line) => JSON.parse(line));
  let { position, seal } = first.start;
  need(position === 0 ? /^0{64}$/.test(seal) : signedSeals.has(position), 'the chain does not begin at a signed checkpoint');
  const proved = { entries: 0, others: 0, checkpoints: 0, sitreps: 0 };
  const place = Buffer.alloc(9, 2);
  const compare = () => {
    if (!signedSeals.has(position)) return;
    need(signedSeals.get(position) === seal, `at position ${position} the chain does not have the seal that was signed`);
    signedSeals.delete(position);
    proved.checkpoints += 1;
  };
  compare();
  for (const link of links) {
    need(link.position === position + 1, `position ${position + 1} is missing`);
    const own = link.entry !== undefined;
    need(!own || Buffer.from(link.salt, 'hex').length === 16, `position ${link.position} has no salt`);
    const digest = own ? sha256(Buffer.from(link.salt, 'hex'), canonical(link.entry)) : Buffer.from(link.digest, 'hex');
    place.writeBigUInt64BE(BigInt(link.position), 1);
    [position, seal] = [link.position, sha256(Buffer.from(seal, 'hex'), place, digest).toString('hex')];
    proved[own ? 'entries' : 'others'] += 1;
    compare();
  }
  need(last !== undefined && last.position === position && signedSeals.size === 0, 'the chain does not end at a signed checkpoint');

  // 5. The situation reports are the ones whose digests were stored with them.
  for (const sitrep of linesOf(file('sitreps.jsonl')).map((line) => JSON.parse(line))) {
    need(sha256(canonical(sitrep.document)).toString('hex') === sitrep.digest, `situation report ${sitrep.number} was altered`);
    proved.sitreps += 1;
  }
  return { manifest, proved, start: first.start.position, end: position, at: last.at };
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [bundle, option, key] = process.argv.slice(2);
  try {
    need(bundle && (!option || (option === '--key' && key)), 'say: node verify-evidence.mjs <bundle.tar> [--key <key id>]');
    const { manifest, proved, start, end, at } = verifyEvidence(readFileSync(bundle), key);
    console.log(`GENUINE: incident ${manifest.incident.code}, ${proved.entries} entries and ${proved.sitreps} situation reports.
They stand unaltered between positions ${start} and ${end} of the journal as signed at ${at} (${proved.checkpoints} checkpoints);
${proved.others} entries of other matters in between are represented by digests alone.
Exported ${manifest.exportedAt} for ${manifest.requestedBy.email}; reason: ${manifest.reason}
Signed with key ${manifest.kid}${key ? ', the one you named.' : ': compare it with the one that the ministry has published.'}`);
  } catch (fault) {
    console.error(`NOT GENUINE: ${fault.message}`);
    process.exitCode = 1;
  }
}
