import { searchBodyOf } from './search-body.js';

describe('what was typed into the search box', () => {
  it.each(['0912345678', '0912 345 678', '+84 912.345.678', '(024) 3825-0000', '123456'])('%s is a phone', (text) =>
    expect(searchBodyOf(` ${text} `)).toEqual({ phone: text }),
  );

  it.each(['K7Q4-92MX-D', 'k7q4 92mx d', 'K7Q492MXD', 'AAAA-BBBB-C', '2345-6789-2'])('%s is a code', (text) =>
    expect(searchBodyOf(text)).toEqual({ code: text }),
  );

  it.each(['Nguyễn Thị Hòa', 'hoa', 'thanhhang', 'Lan 2', '12345'])('%s is a name', (text) =>
    expect(searchBodyOf(text)).toEqual({ name: text }),
  );
});
