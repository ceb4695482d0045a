import { DecryptError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from '../fields/case-key.js';
import { FieldCodec } from '../fields/field-codec.js';
import { fitsToneBlind } from './normalise.js';
import { TextScan, type SealedText } from './text-scan.js';

const codec = new FieldCodec([
  {
    table: 'client',
    policy: [],
    columns: [{ column: 'name', type: 'text', padding: 'fixed256', dataCategory: 'identity', purpose: 'a test' }],
  },
]);

function seal(name: string | null, rowId = 'row'): SealedText {
  const key = newCaseKey();
  const place = { caseId: `case of ${rowId}`, table: 'client', column: 'name', rowId };
  return { key, place, sealed: codec.sealValue(key, place, name) };
}

describe('words looked for', () => {
  it.each([
    ['Nguyễn Thị Hòa', 'nguyen thi hoa'],
    ['Nguyễn Thị Hoà', 'Nguyễn Thị Hòa'],
    ['Nguyễn Thị Hòa'.normalize('NFD'), 'HOA NGUYEN'],
    ['Đỗ Đức', 'do duc'],
    ['Hoàng Yến', 'hoa'],
  ])('"%s" fits "%s"', (text, wanted) => expect(fitsToneBlind(text, wanted)).toBe(true));

  it.each([
    ['Nguyễn Thị Hòa', 'thi hoa lan'],
    ['Nguyễn Thị Hòa', 'guyen'],
    ['Nguyễn Thị Hòa', ''],
    ['Nguyễn Thị Hòa', ' \u0301 '],
  ])('"%s" does not fit "%s"', (text, wanted) => expect(fitsToneBlind(text, wanted)).toBe(false));
});

describe('a scan of sealed texts', () => {
  const scan = new TextScan();
  beforeAll(() => ready());
  afterAll(() => scan.close());

  it('tells the positions that fit, each text under its own key, NULL fitting nothing', async () => {
    const texts = [seal('Nguyễn Thị Hòa', 'a'), seal(null, 'b'), seal('Trần Lan', 'c'), seal('Hoà Nguyễn', 'd')];
    expect(await scan.matches(texts, 'nguyen hoa')).toEqual([0, 3]);
    expect(await scan.matches([], 'nguyen')).toEqual([]);
  });

  it('answers scans that were asked for together each with its own result', async () => {
    const texts = [seal('Lan'), seal('Cúc'), seal('Mai')];
    const asked = ['lan', 'cuc', 'mai', 'dao'].map((wanted) => scan.matches(texts, wanted));
    expect(await Promise.all(asked)).toEqual([[0], [1], [2], []]);
  });

  it('fails as a whole when one text was sealed elsewhere, and goes on with the next scan', async () => {
    const moved = { ...seal('Lan', 'a'), place: { caseId: 'other', table: 'client', column: 'name', rowId: 'a' } };
    await expect(scan.matches([seal('Lan', 'b'), moved], 'lan')).rejects.toThrow(DecryptError);
    expect(await scan.matches([seal('Lan', 'b')], 'lan')).toEqual([0]);
  });

  it('leaves the keys of its caller whole, and starts again after it was closed', async () => {
    const text = seal('Lan');
    expect(await scan.matches([text], 'lan')).toEqual([0]);
    await scan.close();
    expect(await scan.matches([text], 'lan')).toEqual([0]);
    expect(codec.openValue(text.key, text.place, text.sealed)).toBe('Lan');
  });
});
