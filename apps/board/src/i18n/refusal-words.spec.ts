import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refusal as english } from './en/refusal';
import { refusal as korean, refusalByStatus, refusedField } from './ko/refusal';

const libs = join(__dirname, '../../../../libs');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'test'].includes(entry.name) ? [] : sources(path);
    return /\.ts$/.test(entry.name) && !/spec\.ts$/.test(entry.name) ? [path] : [];
  });
}

const contexts = readdirSync(libs).filter((context) => context !== 'kernel');
const CODE = new RegExp(`'((?:${contexts.join('|')})\\.[a-z0-9-]+)'`, 'g');
const REFUSING = /\b(?:refuse|new ProblemException)\(\s*/;
/** The code stands second, after the kind or the status. */
const WITH_CODE = /\b(?:refuse|new ProblemException)\(\s*(?:'[a-z-]+'|\d+),\s*'([a-z0-9.-]+)'/g;

/** Every code of one file. Where a code is handed over in a variable, every code that the file names may be meant. */
function codesOf(text: string): string[] {
  const calls = text.split(REFUSING).length - 1;
  const plain = [...text.matchAll(WITH_CODE)].map(([, code = '']) => code);
  return calls === plain.length ? plain : [...plain, ...[...text.matchAll(CODE)].map(([, code = '']) => code)];
}

const files = contexts.flatMap((context) => sources(join(libs, context, 'src'))).map((file) => readFileSync(file, 'utf8'));
const refusedWith = new Set(files.flatMap(codesOf));

/** What nobody meets on the board as a refusal with words of its own, and why. */
const notOnTheBoard: Readonly<Record<string, readonly string[]>> = {
  'the board says it for every such answer: the server is not available, or somebody else was faster (see say-failure)': [
    'platform.busy',
    'platform.unavailable',
    'platform.defect',
    'access.account-changed-meanwhile',
    'dispatch.stale',
    'incidents.stale-incident',
    'incidents.stale-report',
    'missions.stale-mission',
  ],
  'the ministry’s provider sends whoever signs in back with it, and signInWays.failure says it; or it answers the provider': [
    'access.oidc-address-taken',
    'access.oidc-answer-invalid',
    'access.oidc-logout-again',
    'access.oidc-no-role',
  ],
  'only a request that the board does not make is answered so': [
    'access.foreign-origin',
    'platform.address-too-long',
    'platform.headers-too-large',
    'platform.invalid-idempotency-key',
    'platform.invalid-if-match',
    'platform.malformed-request',
    'platform.method-not-allowed',
    'platform.no-such-address',
    'platform.refused',
    'platform.request-too-slow',
    'platform.unsupported-media-type',
  ],
  'the board has no page for it: programs, feeds, counting of stock, identities of staff, erasing': [
    'access.nothing-to-erase',
    'access.person-needed',
    'incidents.feed-document-broken',
    'incidents.rejected-document-not-found',
    'resources.counted-below-reserved',
    'resources.lot-not-found',
    'resources.passport-known',
    'resources.staff-erased',
    'resources.staff-not-found',
    'resources.stale-lot',
    'resources.stale-staff',
  ],
};
const excused = Object.values(notOnTheBoard).flat();

describe('the Korean words for refusals', () => {
  it('are there for every code that people can meet on the board', () => {
    expect(refusedWith.size).toBeGreaterThan(180);
    expect([...refusedWith].filter((code) => !Object.hasOwn(korean, code) && !excused.includes(code)).sort()).toEqual([]);
  });

  it('are there for nothing that nobody refuses with', () => {
    expect([...Object.keys(korean), ...Object.keys(english), ...excused].filter((code) => !refusedWith.has(code))).toEqual([]);
  });

  it('are not there for what is excused from them', () => {
    expect(excused.filter((code) => Object.hasOwn(korean, code))).toEqual([]);
  });

  it('name only facts that are known where the code is refused with', () => {
    const unknown = [...Object.entries(korean), ...Object.entries(english)].filter(([code, { title, remedy }]) => {
      const refusing = files.filter((text) => text.includes(`'${code}'`) && REFUSING.test(text));
      const named = [...`${title} ${remedy}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      return named.some((name) => !refusing.every((text) => new RegExp(`\\b${name}\\b`).test(text)));
    });
    expect(unknown.map(([code]) => code)).toEqual([]);
  });

  it('say in Korean what is the matter and what to do', () => {
    const all = [...Object.values(korean), ...Object.values(refusalByStatus)];
    expect(all.filter(({ title, remedy }) => !/[가-힣]/.test(title) || !/[가-힣]/.test(remedy))).toEqual([]);
  });

  it('are there for every mark of a person that a public line may not hold', () => {
    const source = readFileSync(join(libs, 'platform/src/contract/public-line.ts'), 'utf8');
    const marks = [...(/type PersonalMark = ([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, mark = '']) => mark);
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.filter((mark) => !Object.hasOwn(refusedField, mark))).toEqual([]);
  });
});
