import { strengthOf } from './passphrase-strength.js';

describe('the strength of a passphrase', () => {
  it.each([
    ['short', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['mưa rơi ngoài', 'fair'],
    ['mưa rơi ngoài hiên, mèo ngủ', 'strong'],
  ])('%s is %s', (passphrase, strength) => {
    expect(strengthOf(passphrase)).toBe(strength);
  });

  it('does not depend on how the keyboard composes letters', () => {
    expect(strengthOf('mưa rơi ngoài'.normalize('NFD'))).toBe('fair');
  });
});
