import { createHash } from 'node:crypto';
import { canonical, linkOf, newSigningKeyPem, publicKeyOf, signed, signingKey } from '@bongsu/platform';
import { verifyEvidence } from '../../../../scripts/verify-evidence.mjs';
import { tarHeader } from './tar';

const own = signingKey(newSigningKeyPem());
const foreign = signingKey(newSigningKeyPem());
const sha256 = (...parts: (Buffer | string)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

interface Checkpoint {
  installation: string;
  position: number;
  count: number;
  seal: string;
  at: string;
}
interface Link {
  position: number;
  salt?: string;
  entry?: { id: string; said: string };
  digest?: string;
}

/** A bundle before it is signed: whoever makes one has the key, so that a forger inside the house may change any of this and sign it again. */
interface Draft {
  keys: { x: string }[];
  start: { position: number; seal: string };
  links: Link[];
  checkpoints: Checkpoint[];
  sitreps: { number: number; document: object; digest: string }[];
  /** How the lines of the checkpoints, and the files of the bundle, leave. */
  signedLines(lines: string[]): string[];
  packed(files: [string, string][]): [string, string][];
}

const SALT = Buffer.alloc(16, 7);

/** Four positions after the second, of which two are the incident's own; signed at the second, the fourth and the sixth. */
function draft(): Draft {
  const links: Link[] = [3, 4, 5, 6].map((position) =>
    position % 2 === 0
      ? { position, salt: SALT.toString('hex'), entry: { id: `e-${String(position)}`, said: 'something' } }
      : { position, digest: sha256(String(position)).toString('hex') },
  );
  const start = { position: 2, seal: sha256('before').toString('hex') };
  let seal: Buffer = Buffer.from(start.seal, 'hex');
  const seals = new Map([[start.position, start.seal]]);
  for (const { position, entry, digest } of links) {
    seal = linkOf(seal, position, entry === undefined ? Buffer.from(digest ?? '', 'hex') : sha256(SALT, canonical(entry)));
    seals.set(position, seal.toString('hex'));
  }
  const document = { highlights: 'two were found' };
  return {
    keys: [{ x: own.publicKey.x }],
    ...{ start, links },
    checkpoints: [2, 4, 6].map((position) => ({
      ...{ installation: 'ours', position, count: position },
      ...{ seal: seals.get(position) ?? '', at: '2026-03-01T00:00:00.000Z' },
    })),
    sitreps: [{ number: 1, document, digest: sha256(canonical(document)).toString('hex') }],
    signedLines: (lines) => lines,
    packed: (files) => files,
  };
}

function bundleOf({ keys, start, links, checkpoints, sitreps, signedLines, packed }: Draft): Buffer {
  const files: [string, string][] = [
    ['keys.json', JSON.stringify({ keys })],
    ['checkpoints.jws', signedLines(checkpoints.map((each) => signed('bongsu-checkpoint', each, own))).join('\n')],
    ['chain.jsonl', [{ start }, ...links].map(canonical).join('\n')],
    ['sitreps.jsonl', sitreps.map(canonical).join('\n')],
  ];
  const hashes = Object.fromEntries(files.map(([name, text]) => [name, sha256(text).toString('hex')]));
  const manifest = signed('bongsu-evidence', { installation: 'ours', files: hashes }, own);
  const blocks = packed([...files, ['manifest.jws', manifest]]).flatMap(([name, text]) => {
    const bytes = Buffer.from(text);
    return [tarHeader(name, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1_024)]);
}

describe('evidence that somebody with the key to sign it has forged', () => {
  it('is told from genuine evidence, which is found so', () => {
    const { proved, start, end } = verifyEvidence(bundleOf(draft()), own.id);
    expect({ proved, start, end }).toEqual({ proved: { entries: 2, others: 2, checkpoints: 3, sitreps: 1 }, start: 2, end: 6 });
  });

  it.each<[string, RegExp, (forged: Draft) => void]>([
    ['says something else', /position 4 the chain does not have the seal/, ({ links }) => void (links[1]!.entry!.said = 'nothing')],
    ['has other matters in between', /position 4 the chain/, ({ links }) => void (links[0]!.digest = '0'.repeat(64))],
    ['leaves an entry out', /position 4 is missing/, ({ links }) => void links.splice(1, 1)],
    ['ends before the last checkpoint', /does not end at a signed/, ({ links }) => void links.pop()],
    ['goes on after the last checkpoint', /does not end at a signed/, ({ checkpoints }) => void checkpoints.pop()],
    ['begins where nothing was signed', /does not begin at a signed/, ({ checkpoints }) => void checkpoints.shift()],
    ['begins with a journal that was not empty', /does not begin/, (forged) => void (forged.start = { ...forged.start, position: 0 })],
    ['begins with another seal', /position 2 the chain/, (forged) => void (forged.start = { position: 2, seal: '1'.repeat(64) })],
    ['has an entry without salt', /position 4 has no salt/, ({ links }) => void (links[1]!.salt = '')],
    ['is of another installation', /of another journal/, ({ checkpoints }) => void (checkpoints[2]!.installation = 'theirs')],
    ['counts wrong', /of another journal/, ({ checkpoints }) => void (checkpoints[2]!.count = 5)],
    [
      'was signed with two seals at one position',
      /two checkpoints differ at position 4/,
      ({ checkpoints }) => void checkpoints.splice(1, 0, { ...checkpoints[1]!, seal: '2'.repeat(64) }),
    ],
    [
      'has a checkpoint that a key beside it signed',
      /signed with a key that the bundle does not hold/,
      (forged) => void (forged.signedLines = ([, ...more]) => [signed('bongsu-checkpoint', forged.checkpoints[0], foreign), ...more]),
    ],
    [
      'has a checkpoint whose signature is another one’s',
      /the signature of a bongsu-checkpoint is wrong/,
      (forged) => void (forged.signedLines = ([first = '', ...more]) => [withSignatureOf(first, more[0] ?? ''), ...more]),
    ],
    [
      'has a checkpoint that is more than it says',
      /is not written as one/,
      (forged) => void (forged.signedLines = ([first = '', ...more]) => [`${first}.more`, ...more]),
    ],
    [
      'has a situation report that was changed',
      /report 1 was altered/,
      ({ sitreps }) => void (sitreps[0]!.document = { highlights: 'none' }),
    ],
    [
      'holds a file that was not signed',
      /a file that its manifest does not list/,
      (forged) => void (forged.packed = (files) => [...files, ['more.txt', 'Believe me']]),
    ],
    ['holds a file twice', /holds keys.json twice/, (forged) => void (forged.packed = (files) => [files[0]!, ...files])],
  ])('and %s', (_, why, forge) => {
    const forged = draft();
    forge(forged);
    expect(() => verifyEvidence(bundleOf(forged), own.id)).toThrow(why);
  });

  it('and is signed with another key than the one that was published', () => {
    expect(() => verifyEvidence(bundleOf(draft()), publicKeyOf(foreign.publicKey.x).kid)).toThrow('is signed with');
  });
});

function withSignatureOf(line: string, other: string): string {
  return [...line.split('.').slice(0, 2), other.split('.')[2] ?? ''].join('.');
}
