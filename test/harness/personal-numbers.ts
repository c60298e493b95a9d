import fc from 'fast-check';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const sign = fc.constantFrom('-', ' ', '.', ') ', ' - ');

/** Telephone and passport numbers of nobody, as people write them. */
const phone = fc
  .tuple(fc.constantFrom('010', '02', '+82 10', '+90', '0082-10', '+1'), sign, sign)
  .chain(([prefix, a, b]) => fc.tuple(digits(4), digits(4)).map(([middle, end]) => `${prefix}${a}${middle}${b}${end}`));
const passport = fc.oneof(
  fc.tuple(fc.constantFrom('M', 'S', 'R'), digits(8)).map((parts) => parts.join('')),
  fc.tuple(digits(3), fc.constantFrom('A', 'K'), digits(4)).map(([a, letter, b]) => `M${a}${letter}${b}`),
);

/** A sentence that names one of them, somewhere. */
export const lineWithPersonalNumber = fc
  .tuple(fc.constantFrom('', 'ask ', '문의 ', 'night duty: '), fc.oneof(phone, passport), fc.constantFrom('', ', back at 09:00', '으로'))
  .map((parts) => parts.join(''));
