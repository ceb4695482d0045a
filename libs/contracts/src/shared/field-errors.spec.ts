import { z } from 'zod';
import { lineSchema } from './codes.js';
import { bilingualMessage, fieldErrors } from './field-errors.js';

const faultsOf = (schema: z.ZodType, value: unknown) => fieldErrors(schema.safeParse(value).error?.issues ?? []);

describe('field errors', () => {
  const schema = z.strictObject({
    alias: lineSchema(5),
    count: z.number().min(1).max(9),
    day: z.iso.date(),
    kind: z.enum(['a', 'b']),
    list: z.array(z.object({ code: z.string().regex(/^x/, bilingualMessage('Mã sai.', 'Wrong code.')) })),
  });

  it('names the field by its path and speaks both languages', () => {
    const faults = faultsOf(schema, {
      alias: '',
      count: 10,
      day: '2026-02-30',
      kind: 'c',
      list: [{ code: 'y' }],
      more: 1,
    });
    expect(faults.map((f) => [f.field, f.message.vi, f.message.en])).toEqual([
      ['alias', 'Cần điền mục này.', 'This field must not be empty.'],
      ['count', 'Giá trị tối đa là 9.', 'The value must be at most 9.'],
      ['day', 'Ngày không đúng. Hãy ghi theo năm-tháng-ngày.', 'This is not a valid date. Write year-month-day.'],
      ['kind', 'Chọn một trong các giá trị cho sẵn.', 'Choose one of the given values.'],
      ['list.0.code', 'Mã sai.', 'Wrong code.'],
      ['more', 'Có mục không được dùng ở đây.', 'This field is not used here.'],
    ]);
  });

  it('tells a missing field from one of the wrong type', () => {
    const [missing, wrong] = faultsOf(z.object({ a: z.string(), b: z.string() }), { b: 3 });
    expect(missing?.message.en).toBe('This field is required.');
    expect(wrong?.message.en).toBe('This field has the wrong type.');
  });

  it.each([['A\u0000B'], ['A\nB'], ['A\u202eB'], ['A\ud800']])('refuses %j in a line of text', (text) => {
    expect(faultsOf(lineSchema(20), text)).toHaveLength(1);
  });

  it('takes Vietnamese in either Unicode form', () => {
    for (const text of ['Nguyễn Thị Hoà'.normalize('NFC'), 'Nguyễn Thị Hoà'.normalize('NFD')])
      expect(faultsOf(lineSchema(40), text)).toEqual([]);
  });
});
