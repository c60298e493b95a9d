import fc from 'fast-check';
import { PUBLIC_LINE_REMEDY, personalMark, publicLine } from './public-line';

const runs = { numRuns: 300 };
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const joint = fc.constantFrom('-', ' ', '.', '', ' - ', '–', '\u00a0', '\u200b-');
/** Words around the mark, Korean too: it stands wherever people put it. */
const before = fc.constantFrom('', 'Call ', '연락처 ', '여권', 'Earthquake, contact: ', 'M7.8 on 2023-02-06 04:17, ', '(');
const after = fc.constantFrom('', ' please', '입니다', ', 2 nationals', ').', ' 04:17');
const written = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
);
/** A mark, written in some way and put into some sentence. */
const inSentence = (mark: fc.Arbitrary<string>) => fc.tuple(before, mark, after, written).map(([b, m, a, write]) => b + write(m) + a);

const refused = (mark: fc.Arbitrary<string>, as?: string) =>
  fc.assert(
    fc.property(inSentence(mark), (text) => {
      const found = personalMark(text);
      expect(found).not.toBeNull();
      if (as !== undefined) expect(found).toBe(as);
      expect(publicLine(500).safeParse(text).success).toBe(false);
    }),
    runs,
  );

describe('a public line', () => {
  it.each([
    'M7.8 earthquake, Kahramanmaraş 2023-02-06 04:17',
    'M 7.8 - 27 km E of Nurdağı, Turkey',
    'TUR-2023-0007',
    'R-2023-000123 corrected by R-2023-000124',
    'flight KE955 with 273 aboard',
    'US6000jllz and nc73799091',
    '37.2260, 37.0143',
    '37.226 37.014',
    '+37.22600 +037.01430 or +37.22600+037.01430/',
    '37.2260°N 37.0143°E, 10 km deep',
    '1,234,567 people affected, KRW 1,250,000,000',
    'USD 1.250.000 and 1 250 000 litres',
    '2023.02.06 10:17 KST, UTC+9 2023-02-06',
    '06.02.2023 01:17:34.342Z',
    '2022-2023 and 2023-02-06/09',
    'Hospitals in Adana 119, 112 and 1588',
    'Aftershock M6.7, then M7.5 at 13:24 (10:24 UTC)',
    '튀르키예 지진: 교민 약 100명, 2차 집결지 09시',
    'Level 심각 after NSC meeting; review in 24 h',
    'Route E5/D400 closed, 120 blankets, 60 sleeping bags',
  ])('may be "%s"', (text) => {
    expect({ text, mark: personalMark(text) }).toEqual({ text, mark: null });
    expect(publicLine(500).parse(` ${text} `)).toBe(text);
  });

  it('may hold any amount in thousands, date, time, place or code of ours', () => {
    const amount = fc
      .tuple(fc.integer({ min: 1_000, max: 2_000_000_000 }), fc.constantFrom(',', '.', ' ', "'"))
      .map(([value, sign]) => value.toLocaleString('en-US').replaceAll(',', sign));
    const moment = fc
      .date({ min: new Date('1948-08-15T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
      .map((at) => at.toISOString());
    const date = moment.map((at) => at.slice(0, 10));
    const minute = moment.map((at) => at.slice(0, 16).replace('T', ' '));
    const place = fc
      .tuple(
        fc.integer({ min: -9_000_000, max: 9_000_000 }),
        fc.integer({ min: -18_000_000, max: 18_000_000 }),
        fc.integer({ min: 2, max: 5 }),
      )
      .map(([lat, lng, places]) => `${(lat / 1e5).toFixed(places)}, ${(lng / 1e5).toFixed(places)}`);
    const code = fc
      .tuple(fc.constantFrom('TUR', 'UKR', 'INT', 'R'), fc.integer({ min: 1948, max: 2099 }), fc.integer({ min: 1, max: 999_999 }))
      .map(([country, year, number]) => `${country}-${year}-${String(number).padStart(4, '0')}`);
    const harmless = fc.oneof(amount, moment, date, minute, place, code);
    fc.assert(
      fc.property(fc.array(harmless, { minLength: 1, maxLength: 4 }), fc.constantFrom(' / ', ', ', '; ', ' at ', ' · '), (facts, sign) => {
        const text = `Flood: ${facts.join(sign)} (confirmed)`;
        expect({ text, mark: personalMark(text) }).toEqual({ text, mark: null });
      }),
      runs,
    );
  });

  it('holds no e-mail address', () => {
    refused(
      fc.emailAddress({ size: 'small' }).filter((address) => /^[\w.+-]+@/.test(address)),
      'e-mail-address',
    );
    expect(personalMark('hong ＠ example.co.kr')).toBe('e-mail-address');
  });

  it('holds no Korean telephone number, however it is written', () => {
    const number = fc
      .tuple(fc.constantFrom('010', '011', '016', '02', '031', '051', '064', '070'), fc.constantFrom(3, 4), joint, joint)
      .chain(([prefix, length, a, b]) => fc.tuple(digits(length), digits(4)).map(([middle, end]) => `${prefix}${a}${middle}${b}${end}`));
    refused(number);
    expect(personalMark('02)2100-1234')).toBe('telephone-number');
  });

  it('holds no international telephone number', () => {
    const number = fc
      .tuple(fc.constantFrom('+82', '+90', '+1', '+380', '0082', '+ 82', '+82 (0)'), joint, joint, joint)
      .chain(([country, a, b, c]) => fc.tuple(digits(3), digits(3), digits(4)).map(([x, y, z]) => `${country}${a}${x}${b}${y}${c}${z}`));
    refused(number);
  });

  it('holds no passport number', () => {
    const letter = fc.constantFrom('M', 'S', 'R', 'G', 'D', 'm', 's');
    refused(
      fc.tuple(letter, digits(8)).map(([a, number]) => a + number),
      'passport-number',
    );
    refused(
      fc.tuple(letter, digits(3), letter, digits(4)).map((parts) => parts.join('')),
      'passport-number',
    );
    refused(
      fc.tuple(fc.constantFrom('C', 'AB', 'PM', 'U'), fc.constantFrom(7, 8)).chain(([a, n]) => digits(n).map((number) => a + number)),
    );
  });

  it('holds no resident registration number', () => {
    refused(fc.tuple(digits(6), fc.constantFrom('-', ' - ', '–'), digits(7)).map((parts) => parts.join('')));
    expect(personalMark('900101-1******')).toBe('registration-number');
  });

  it('holds no card or account number', () => {
    refused(fc.integer({ min: 10, max: 19 }).chain(digits));
    refused(
      fc.tuple(fc.array(digits(4), { minLength: 4, maxLength: 4 }), fc.constantFrom(' ', '-')).map(([parts, sign]) => parts.join(sign)),
    );
    refused(fc.tuple(digits(3), digits(3), digits(6)).map((parts) => parts.join('-')));
  });

  it('says what is wrong and where it belongs, and keeps the bounds of plain text', () => {
    const [issue] = publicLine(50).safeParse('call 010-1234-5678').error?.issues ?? [];
    expect(issue).toMatchObject({
      code: 'custom',
      message: expect.stringContaining('a telephone number'),
      params: { code: 'telephone-number', remedy: PUBLIC_LINE_REMEDY },
    });
    expect(publicLine(5).safeParse('longer').success).toBe(false);
    expect(publicLine(5).safeParse('  ').success).toBe(false);
  });
});
