import { getMetadataArgsStorage } from 'typeorm';
import { FormatError } from '../core/errors.js';
import { boundColumns, caseColumnOf, ROW_ID, ROW_MAC, ROW_VERSION, storedName } from '../fields/sealed-table.js';
import type { SealedTable } from '../fields/sealed-table.js';

/** An entity class, abstract ones too. */
export type EntityClass<E> = abstract new () => E;

/** How the properties of an entity stand to the logical columns of its table. */
export interface EntityLayout {
  readonly table: SealedTable;
  /** Logical column -> property, for every column that sealing and opening need. */
  readonly propertyOf: ReadonlyMap<string, string>;
}

/** The class and what it extends, itself first. */
function ancestry(entity: unknown): unknown[] {
  const line: unknown[] = [];
  for (let one = entity; typeof one === 'function' && one !== Function.prototype; one = Object.getPrototypeOf(one))
    line.push(one);
  return line;
}

/**
 * Read from the decorators, so that it is the same for every data source. A naming strategy is not asked: columns bear
 * the name of their decorator or of their property.
 * Throws FormatError when the registry lacks the table or the entity a column.
 */
export function layoutOf(registry: readonly SealedTable[], entity: EntityClass<unknown>): EntityLayout {
  const { tables, columns } = getMetadataArgsStorage();
  const stored = tables.find(({ target }) => target === entity)?.name;
  const table = registry.find((one) => (one.storedAs ?? one.table) === stored);
  if (!table) throw new FormatError(`The registry has no table for ${entity.name}.`);
  const line = ancestry(entity);
  const properties = new Map(
    columns
      .filter(({ target }) => line.includes(target))
      .map(({ options, propertyName }) => [options.name ?? propertyName, propertyName]),
  );
  const needed = new Set([ROW_ID, caseColumnOf(table), ROW_VERSION, ROW_MAC, ...boundColumns(table)]);
  const propertyOf = new Map<string, string>();
  for (const column of needed) {
    const property = properties.get(storedName(table, column));
    if (property === undefined) throw new FormatError(`${entity.name} has no property for ${table.table}.${column}.`);
    propertyOf.set(column, property);
  }
  return { table, propertyOf };
}
