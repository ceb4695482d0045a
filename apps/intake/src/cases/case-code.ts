import { randomInt } from 'node:crypto';
import { caseCodeAlphabet, caseCodeOf } from '@an-tam/contracts';

/** A random case code such as `K7Q4-92MX-D`; it says nothing about the person, the centre or the day. */
export function newCaseCode(): string {
  return caseCodeOf(Array.from({ length: 8 }, () => caseCodeAlphabet[randomInt(caseCodeAlphabet.length)]).join(''));
}
