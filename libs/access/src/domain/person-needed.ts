import { refuse } from '@bongsu/kernel';

/** The answer to a program that asks for what a person has to answer for. */
export const personNeeded = refuse(
  'forbidden',
  'access.person-needed',
  'A person answers for this; a program cannot.',
  'Let a person do it.',
);
