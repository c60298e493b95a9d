import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One part of the font: the characters it has, and its file as a data address, read when first needed. */
interface Part {
  readonly file: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

const folder = join(dirname(require.resolve('pretendard/package.json')), 'dist/web/static');
const weights = { 400: 'Pretendard-Regular.css', 600: 'Pretendard-SemiBold.css' } as const;
const parts = new Map<keyof typeof weights, readonly Part[]>();
const addresses = new Map<string, string>();

/**
 * Font faces for a page that stands alone: Pretendard comes in some ninety parts per weight, and only those that the text needs go
 * in (SIL OFL permits it). A text without Hangul needs none: every machine has Latin letters, not every one has Korean.
 */
export function embeddedFaces(text: string, strongText: string): string {
  if (!/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/u.test(text)) return '';
  return [facesOf(400, text), facesOf(600, strongText)].join('');
}

function facesOf(weight: keyof typeof weights, text: string): string {
  const characters = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  return partsOf(weight)
    .filter(({ ranges }) => characters.some((code) => ranges.some(([from, to]) => from <= code && code <= to)))
    .map(({ file, ranges }) => {
      const range = ranges.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(',');
      return `@font-face{font-family:Pretendard;font-weight:${weight};src:url(${addressOf(file)}) format('woff2');unicode-range:${range}}\n`;
    })
    .join('');
}

/** The package's own style sheet says which part has which characters. */
function partsOf(weight: keyof typeof weights): readonly Part[] {
  const known = parts.get(weight);
  if (known) return known;
  const sheet = readFileSync(join(folder, weights[weight]), 'utf8');
  const read = [...sheet.matchAll(/url\(\.\/(woff2-dynamic-subset\/[\w.-]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g)].map(
    ([, file = '', range = '']) => ({
      file,
      ranges: range.split(',').map((piece) => rangeOf(piece.trim())),
    }),
  );
  parts.set(weight, read);
  return read;
}

function rangeOf(piece: string): readonly [number, number] {
  const [from = '', to = from] = piece.replace(/^u\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

function addressOf(file: string): string {
  const known = addresses.get(file);
  if (known !== undefined) return known;
  const address = `data:font/woff2;base64,${readFileSync(join(folder, file)).toString('base64')}`;
  addresses.set(file, address);
  return address;
}
