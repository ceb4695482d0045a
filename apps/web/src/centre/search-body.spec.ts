import { caseCodeOf, searchCasesSchema } from '@an-tam/contracts';
import { searchBodyOf } from './search-body.js';

describe('what was typed into the search box', () => {
  const asked = (text: string) => {
    const body = searchBodyOf(` ${text} `);
    expect(searchCasesSchema.parse(body)).toEqual(body);
    expect(new Set(Object.values(body))).toEqual(new Set([text]));
    return Object.keys(body);
  };

  it.each([
    ['0912345678', ['phone', 'documentNumber', 'uic']],
    ['0912 345 678', ['phone', 'documentNumber', 'uic']],
    ['+84 912.345.678', ['phone']],
    ['(024) 3825-0000', ['phone']],
    ['033 190 012 345', ['documentNumber', 'uic']],
    ['B1234567', ['documentNumber', 'uic', 'name']],
    ['MARE-01-01/01/1990', ['documentNumber', 'uic', 'name']],
    ['Lan 1990', ['documentNumber', 'uic', 'name']],
    ['sao.mai@example.org', ['email']],
    ['sao.mai@', ['email']],
    ['K7Q4-92MX-D', ['code']],
    ['k7q4 92mx d', ['code']],
    ['2345-6789-2', ['code']],
    ['Nguyễn Thị Hòa', ['name']],
    ['hoa', ['name']],
    ['12', ['name']],
    ['9'.repeat(41), ['name']],
  ])('%s is looked for as %p', (text, ways) => expect(asked(text)).toEqual(ways));

  it('is the code of a file without dashes only where the check character fits', () => {
    const code = caseCodeOf('K7Q492MX').replaceAll('-', '');
    expect(asked(code)).toEqual(['documentNumber', 'uic', 'code', 'name']);
    expect(asked(`${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`)).toEqual(['documentNumber', 'uic', 'name']);
  });
});
