import { plainText } from './primitives';

/** What a public line may not hold; it stands as the `code` of the problem's field. */
export type PersonalMark = 'e-mail-address' | 'telephone-number' | 'passport-number' | 'registration-number' | 'account-number';

const called: Readonly<Record<PersonalMark, string>> = {
  'e-mail-address': 'an e-mail address',
  'telephone-number': 'a telephone number',
  'passport-number': 'a passport number',
  'registration-number': 'a resident registration number',
  'account-number': 'a card, account or other long number',
};

/** Where personal data belongs instead. */
export const PUBLIC_LINE_REMEDY = "Put it into the report's details, which only those with the right can read.";

/**
 * A short text that may stand in the journal and on every board: a title, a reason, a basis. It names an event or a decision, never a person.
 * Marks that lead to one person are refused; a name cannot be told from a place by a program, so that remains with whoever writes.
 */
export const publicLine = (max: number, min = 1) =>
  plainText(max, min).superRefine((text, context) => {
    const mark = personalMark(text);
    if (mark === null) return;
    context.addIssue({
      code: 'custom',
      message: `contains what looks like ${called[mark]}; this line is seen on every board and stays in the journal`,
      params: { code: mark, remedy: PUBLIC_LINE_REMEDY },
    });
  });

/** The first mark of a person in a text; null for an ordinary line. */
export function personalMark(text: string): PersonalMark | null {
  const plain = plainly(text);
  const found = marks.find(([, pattern]) => pattern.test(plain));
  if (found) return found[0];
  const rest = harmless.reduce((left, pattern) => left.replace(pattern, '§'), plain);
  return numbers.find(([, pattern]) => pattern.test(rest))?.[0] ?? null;
}

/** One way of writing for many: full-width and other digits as 0–9, every dash as "-", every space as " ", nothing invisible. */
function plainly(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\s\p{Zs}]+/gu, ' ');
}

/** Unicode puts the ten digits of a script side by side, the zero at …0 or at …6. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const low = code & 0xf;
  const zeroAtNought = low < 6 || /\p{Nd}/u.test(String.fromCodePoint(code - low));
  return String((zeroAtNought ? low : low - 6) % 10);
}

/** Told by their form alone. */
const marks: readonly (readonly [PersonalMark, RegExp])[] = [
  ['e-mail-address', /[\p{L}\p{N}._%+'-] ?@ ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)*\.\p{L}{2,}/u],
  // Six digits of birth, one of sex and century, six more; also with the last six struck out.
  ['registration-number', /(?<!\d)\d{6} ?- ?\d[\d*●]{6}(?![\d*●])/u],
  // The Republic's form since 2021: M123A4567.
  ['passport-number', /(?<![A-Za-z0-9])[A-Za-z]\d{3}[A-Za-z]\d{4}(?![A-Za-z0-9])/],
  // One letter and 7–8 digits; two letters only in capitals, because feeds name their events so in small ones (nc73799091).
  ['passport-number', /(?<![A-Za-z0-9])(?:[A-Za-z][ -]?|[A-Z]{2})\d{7,8}(?![A-Za-z0-9])/],
];

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DEGREES = '-?(?:180|1[0-7]\\d|\\d?\\d)\\.\\d{1,8}°?';
/** What stands between the digits of one number; a slash with spaces around it stands between two things. */
const JOINT = '(?:[ .()_-]{0,3}|[/·])';
const APART = `(?<!\\+ ?|\\d${JOINT})`;
const NO_TAIL_OF_A_NUMBER = '(?<![\\d+]|\\d[.-])';
const ENDS = '(?![.-]?\\d)';

/** Numbers that mean no person; they are taken out before what is left is looked at. */
const harmless: readonly RegExp[] = [
  new RegExp(`(?<!\\d)\\p{Lu}{1,4}-${YEAR}-\\d{1,7}(?!\\d)`, 'gu'),
  /\b(?:UTC|GMT|KST) ?[+-]\d{1,2}(?::?\d{2})?(?!\d)/g,
  new RegExp(`${NO_TAIL_OF_A_NUMBER}${YEAR}([-./])${MONTH}\\1${DAY}${ENDS}`, 'g'),
  new RegExp(`${NO_TAIL_OF_A_NUMBER}${DAY}([-./])${MONTH}\\1${YEAR}${ENDS}`, 'g'),
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?!\d)/g,
  new RegExp(`(?<![\\d.]|\\+ ?)${DEGREES} ?[NSEW]?(?:[,;/] ?| )${DEGREES}(?!\\.?\\d)`, 'g'),
  new RegExp(`(?<!\\d${JOINT})[+-]?\\d{1,3}\\.\\d{1,6}(?!${JOINT}\\d)`, 'g'),
  // Thousands by spaces, dots or apostrophes; by commas they are no chain to begin with.
  new RegExp(`${APART}[1-9]\\d{0,2}([ .'’])\\d{3}(?:\\1\\d{3})*(?:[.,]\\d{1,2})?(?!${JOINT}\\d)`, 'g'),
];

/** Digits in a chain that people read out as one number. */
const chain = (atLeast: number, joint = JOINT) => `\\d(?:${joint}\\d){${atLeast - 1},}(?!\\d)`;

const numbers: readonly (readonly [PersonalMark, RegExp])[] = [
  ['telephone-number', new RegExp(`\\+ ?\\(?${chain(8)}`)],
  // A trunk or mobile prefix: 010-1234-5678, 02-2100-1234, 0532 123 45 67.
  ['telephone-number', new RegExp(`(?<!\\d)\\(?(?=0)${chain(9)}`)],
  ['account-number', /(?<!\d)\d{10,}(?!\d)/],
  // Any chain as long as a telephone, card or account number; by dashes it is one even when shorter by a digit.
  ['account-number', new RegExp(`(?<!\\d)${chain(10)}`)],
  ['account-number', new RegExp(`(?<!\\d)${chain(9, '-?')}`)],
];
