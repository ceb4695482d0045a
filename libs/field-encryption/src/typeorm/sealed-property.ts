declare const content: unique symbol;

/** Type of an entity's property that holds the ciphertext of a `T`: `@Column({ type: 'bytea' }) name!: Sealed<string>`. */
export type Sealed<T> = Buffer & { readonly [content]: () => T };

type SealedProperty<E> = { [P in keyof E]-?: E[P] extends Sealed<unknown> ? P : never }[keyof E] & string;

/** What is inside the sealed properties of an entity, opened. */
export type Content<E> = { readonly [P in SealedProperty<E>]: E[P] extends Sealed<infer T> ? T : never };

/** The properties that hold blind indexes and the versions they were made under: `phoneIndex`, `phoneIndexVersion`. */
export type Indexes<E> = Pick<E, Extract<keyof E, `${string}Index` | `${string}IndexVersion`>>;

/** What of an entity stands in the clear; to be given when a row is sealed. */
export type Head<E> = Omit<E, SealedProperty<E> | 'rowMac'>;
