import { findPasswordWeakness } from './password.rules.js';

const judge = (password: string) => findPasswordWeakness(password, ['dieu-phoi-1', 'Điều phối viên Cúc']);

describe('a new password', () => {
  it.each([
    'mưa rào tháng bảy',
    'correct horse battery',
    'k7q4-92mx-dd3p',
    'aaaaabbbbbccccc hai con mèo',
    '🌧🌧🌧🌧🌧🌧 mưa tháng 7',
  ])('may be %s: any characters, long enough, known from nowhere', (password) => expect(judge(password)).toBeNull());

  it.each(['', 'ngan qua', 'elevenchars', '🌧🌧🌧🌧🌧🌧🌧🌧'])('is not %s: fewer than twelve characters', (password) =>
    expect(judge(password)).toBe('too_short'),
  );

  it.each([
    'password123456',
    'PassWord!!!!!!',
    '2024password2024',
    'qwertyqwerty',
    '123123123123',
    'iloveyouiloveyou1',
    'aaaaaaaaaaaaaa',
    '            ',
    '123456789012345',
    'p-a-s-s-w-o-r-d-1',
    '１２３４５６７８９１２３',
    'unbelievable',
  ])('is not %s: known from breaches, with ornaments or without', (password) => expect(judge(password)).toBe('common'));

  it.each(['dieu-phoi-1 2026', 'Điều phối viên Cúc', 'dieu phoi vien cuc!', 'An Tâm An Tâm 26', 'mat-khau-cua-1'])(
    'is not %s: made of words that others know',
    (password) => expect(judge(password)).toBe('personal'),
  );
});
