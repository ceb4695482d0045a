import { checkCharacter, readCaseCode } from '@an-tam/contracts';
import { newCaseCode } from './case-code.js';

describe('case codes', () => {
  it('are random, readable and end with their check character', () => {
    const codes = Array.from({ length: 500 }, newCaseCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) {
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]$/);
      expect(checkCharacter(code.slice(0, 9).replace('-', ''))).toBe(code.at(-1));
    }
  });

  it('show every single wrong sign and every two neighbours that were swapped', () => {
    const signs = 'K7Q492MX';
    const right = checkCharacter(signs);
    for (let at = 0; at < signs.length; at += 1) {
      for (const sign of '23456789ABCDEFGHJKLMNPQRSTUVWXYZ') {
        const wrong = signs.slice(0, at) + sign + signs.slice(at + 1);
        if (wrong !== signs) expect(checkCharacter(wrong)).not.toBe(right);
      }
      const swapped = signs.slice(0, at) + (signs[at + 1] ?? '') + (signs[at] ?? '') + signs.slice(at + 2);
      if (at + 1 < signs.length && swapped !== signs) expect(checkCharacter(swapped)).not.toBe(right);
    }
  });

  it('are read however they are typed, and not with a wrong sign', () => {
    const code = newCaseCode();
    expect(readCaseCode(code)).toBe(code);
    expect(readCaseCode(` ${code.replaceAll('-', '').toLowerCase()} `)).toBe(code);
    expect(readCaseCode(code.replaceAll('-', '\u2013'))).toBe(code);
    const other = code.endsWith('2') ? '3' : '2';
    for (const wrong of [code.slice(0, -1) + other, code.slice(0, -2), `${code}2`, `0${code.slice(1)}`, ''])
      expect(readCaseCode(wrong)).toBeUndefined();
  });
});
