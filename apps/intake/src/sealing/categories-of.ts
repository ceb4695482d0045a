import type { CaseCategory } from '@an-tam/contracts';
import { sealedTables } from './sealed-tables.js';

const columnsOf = (table: string) => {
  const found = sealedTables.find((one) => one.table === table);
  if (!found) throw new Error(`The registry has no table ${table}.`);
  return found.columns;
};

const columnNamed = (property: string) => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whether somebody who knows these categories knows every column of the table. */
export const coversTable = (known: ReadonlySet<CaseCategory>, table: string): boolean =>
  columnsOf(table).every(({ dataCategory }) => known.has(dataCategory));

/** Whether somebody who knows these categories knows this property of the table's entity. */
export function coversProperty(known: ReadonlySet<CaseCategory>, table: string, property: string): boolean {
  const column = columnsOf(table).find((one) => one.column === columnNamed(property));
  return column !== undefined && known.has(column.dataCategory);
}
