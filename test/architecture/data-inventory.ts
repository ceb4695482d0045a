import type { Bilingual } from '@an-tam/contracts';
import type { SealedTable, SensitiveColumn } from '@an-tam/field-encryption';
import { markdownTable } from './markdown-table.js';

const introduction = `# What is kept of a person

This data-protection inventory is written by \`npm run docs\` from the registry of sealed tables in
\`apps/intake/src/sealing\`; a test fails when the two differ. Change the registry, never this page.

Every value below is sealed under the key of its case and opens nowhere but at its place. The length shows no more than
its padding class: one size for \`fixed\`, the bucket for \`text\`. An index makes a value findable by equality inside one
centre; it is keyed, and there is none on names or on values that many people share. What else the tables of the core
hold is in the clear and tells of nobody; \`plaintext-registry.ts\` beside the registry gives the reason column by column.
`;

const line = (
  table: string,
  { column, type, padding, index, dataCategory, purpose }: SensitiveColumn,
  name: Bilingual,
) => [
  `\`${table}.${column}\``,
  `${name.vi} / ${name.en} (\`${dataCategory}\`)`,
  type,
  padding,
  index ? `${index.normaliser}, exact` : '',
  purpose,
];

/** The page of the registry. @throws Error for a category without a name: the page must not be silent about one. */
export function dataInventory(
  registry: readonly SealedTable[],
  categories: Readonly<Record<string, Bilingual>>,
): string {
  const lines = registry.flatMap(({ table, columns }) =>
    columns.map((column) => {
      const name = categories[column.dataCategory];
      if (!name) throw new Error(`The data category ${column.dataCategory} has no name.`);
      return line(table, column, name);
    }),
  );
  return `${introduction}\n${markdownTable([['column', 'category', 'type', 'padding', 'index', 'why it is kept'], ...lines])}\n`;
}
