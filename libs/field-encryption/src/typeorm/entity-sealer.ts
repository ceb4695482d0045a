import type { CaseKey } from '../fields/case-key.js';
import type { RowCodec, StoredRow } from '../fields/row-codec.js';
import type { RowMacValue } from '../fields/row-mac.js';
import type { VersionedKey } from '../keys/kms.js';
import type { SealedText } from '../search/text-scan.js';
import { layoutOf } from './entity-layout.js';
import type { EntityClass, EntityLayout } from './entity-layout.js';
import type { Content, Head, Indexes } from './sealed-property.js';

type Properties = Readonly<Record<string, unknown>>;

/**
 * Seals and opens whole entities: which property is sealed, indexed or bound is read from the registry and from the
 * entity's own columns. Repositories call it on the way in and out; a column transformer could not bind the row.
 */
export class EntitySealer {
  private readonly layouts = new Map<EntityClass<unknown>, EntityLayout>();

  constructor(private readonly rows: RowCodec) {}

  /**
   * The entity to store: everything of `head` with the content sealed and the row MAC over both. Index properties are
   * part of the head; {@link indexes} makes them.
   * Throws IncompleteRowError, FieldValueError or FieldTooLongError.
   */
  seal<E extends object>(entity: EntityClass<E>, key: CaseKey, head: Head<E>, content: Content<E>): E {
    const { table } = this.layout(entity);
    const sealed = this.rows.seal(key, table.table, this.stored(entity, head), this.values(entity, content));
    return { ...head, ...this.named(entity, sealed) } as E;
  }

  /**
   * Verifies the row, then opens its content, or of it only what is named.
   * Throws RowUnreadableError; IncompleteRowError when the entity was loaded in part.
   */
  open<E extends object, P extends keyof Content<E> = keyof Content<E>>(
    entity: EntityClass<E>,
    keys: readonly CaseKey[],
    row: E,
    only?: readonly P[],
  ): Pick<Content<E>, P> {
    const { table, propertyOf } = this.layout(entity);
    const asked: readonly PropertyKey[] | undefined = only;
    const wanted = table.columns
      .map(({ column }) => ({ column, property: propertyOf.get(column) ?? column }))
      .filter(({ property }) => !asked || asked.includes(property));
    const opened = this.rows.open(
      keys,
      table.table,
      this.stored(entity, row),
      wanted.map(({ column }) => column),
    );
    return Object.fromEntries(wanted.map(({ column, property }) => [property, opened[column]])) as Pick<Content<E>, P>;
  }

  /** A sealed text with its place and key, to be opened where a scan runs. Throws RowUnreadableError. */
  sealedText<E extends object>(
    entity: EntityClass<E>,
    keys: readonly CaseKey[],
    row: E,
    property: keyof Content<E>,
  ): SealedText {
    const { table } = this.layout(entity);
    return this.rows.sealedText(keys, table.table, this.stored(entity, row), this.columnOf(entity, property));
  }

  /** The blind index of a value under an index key. Throws NormaliseError when the value is none of its kind. */
  index<E extends object>(
    entity: EntityClass<E>,
    bik: VersionedKey,
    property: keyof Content<E>,
    value: string,
  ): Buffer {
    return this.rows.index(bik.bytes, this.layout(entity).table.table, this.columnOf(entity, property), value);
  }

  /** Every index property of an entity for its content, null where a value is. Throws NormaliseError. */
  indexes<E extends object>(entity: EntityClass<E>, bik: VersionedKey, content: Content<E>): Indexes<E> {
    const { table } = this.layout(entity);
    return this.named(entity, this.rows.indexes(bik, table.table, this.values(entity, content))) as Indexes<E>;
  }

  private layout(entity: EntityClass<unknown>): EntityLayout {
    let layout = this.layouts.get(entity);
    if (!layout) this.layouts.set(entity, (layout = layoutOf(this.rows.registry, entity)));
    return layout;
  }

  private columnOf(entity: EntityClass<unknown>, property: PropertyKey): string {
    for (const [column, name] of this.layout(entity).propertyOf) if (name === property) return column;
    return String(property);
  }

  /** Content by logical column. */
  private values(entity: EntityClass<unknown>, content: object): Properties {
    const { table, propertyOf } = this.layout(entity);
    const given = content as Properties;
    return Object.fromEntries(table.columns.map(({ column }) => [column, given[propertyOf.get(column) ?? column]]));
  }

  /** By property what comes by logical column. */
  private named(entity: EntityClass<unknown>, columns: Properties): Properties {
    const { propertyOf } = this.layout(entity);
    return Object.fromEntries(
      Object.entries(columns).map(([column, value]) => [propertyOf.get(column) ?? column, value]),
    );
  }

  private stored(entity: EntityClass<unknown>, row: object): StoredRow {
    const values = row as Properties;
    const stored: Record<string, RowMacValue | undefined> = {};
    for (const [column, property] of this.layout(entity).propertyOf)
      stored[column] = values[property] as RowMacValue | undefined;
    return stored;
  }
}
