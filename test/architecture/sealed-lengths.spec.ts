import { changeCaseSchema, openCaseSchema } from '@an-tam/contracts';
import { paddedLength, type PaddingClass } from '@an-tam/field-encryption';
import { sealedTables } from '../../apps/intake/src/sealing/sealed-tables.js';

/** Contracts that fill sealed columns of one size with text, field by field. */
const filled = [
  ['case_file.alias', 'alias'],
  ['client.name', 'name'],
  ['client.phone', 'phone'],
  ['client.document_number', 'documentNumber'],
  ['client.email', 'email'],
  ['client.uic', 'uic'],
] as const;

const paddingOf = (name: string): PaddingClass => {
  for (const { table, columns } of sealedTables)
    for (const { column, padding } of columns) if (`${table}.${column}` === name) return padding;
  throw new Error(`${name} is not registered.`);
};

/** Whether the column holds the text, and the tag byte before it. */
function fits(text: string, padding: PaddingClass): boolean {
  try {
    return paddedLength(Buffer.byteLength(text) + 1, padding) > 0;
  } catch {
    return false;
  }
}

/** Of one to four octets a character. */
const letters = ['a', 'đ', 'ễ', '９', '𠀀'];

describe('what a contract lets through, a sealed column holds', () => {
  it('names every text column of one size', () => {
    const texts = sealedTables.flatMap(({ table, columns }) =>
      columns
        .filter(({ type, padding }) => type === 'text' && padding !== 'text')
        .map(({ column }) => `${table}.${column}`),
    );
    expect(texts.sort()).toEqual(filled.map(([name]) => name as string).sort());
  });

  it.each(filled)('%s, in every length and script', (name, field) => {
    const padding = paddingOf(name);
    for (const schema of [openCaseSchema.shape[field], changeCaseSchema.shape[field]]) {
      let longest = 0;
      for (const letter of letters)
        for (let length = 1; length <= 300; length += 1) {
          const text = letter.repeat(length);
          if (!schema.safeParse(text).success) continue;
          longest = Math.max(longest, Buffer.byteLength(text));
          expect([name, length, letter, fits(text, padding)]).toEqual([name, length, letter, true]);
        }
      expect(longest).toBeGreaterThan(20);
    }
  });

  it('says in both languages that a name is too long', () => {
    const { error } = openCaseSchema.shape.name.safeParse('ễ'.repeat(100));
    expect(error?.issues[0]?.message).toMatch(/quá dài.*too long/);
  });
});
