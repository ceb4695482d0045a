import type { PaddingClass } from '../core/padding.js';

/** Octets of a sealed value of version 1, by padding class: the shortest for `text`, the only ones for the others. */
const octetsV1: Readonly<Record<PaddingClass, string>> = {
  text: '>= 128',
  fixed32: '= 128',
  fixed64: '= 160',
  fixed128: '= 224',
  fixed256: '= 352',
};

/**
 * A sealed column for `CREATE TABLE`: never NULL, of the length its padding class gives, and begun by magic, version and
 * suite. Plaintext can never slip into it, whoever writes. A migration that names version 1 means the same for ever.
 * @param addedLater for `ADD COLUMN` where there are rows already: NULL in them
 */
export function sealedColumnV1(column: string, padding: PaddingClass, addedLater = false): string {
  const begun = `substring(${column} FROM 1 FOR 3) = '\\xa70101'`;
  return `${column} bytea ${addedLater ? '' : 'NOT NULL '}CHECK (octet_length(${column}) ${octetsV1[padding]} AND ${begun})`;
}

/** The row MAC of a sealed table for `CREATE TABLE`. */
export const rowMacColumnV1 = 'row_mac bytea NOT NULL CHECK (octet_length(row_mac) = 32)';
