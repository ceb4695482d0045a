import { frame } from '../core/framing.js';
import { openEnvelope, sealEnvelope } from '../core/envelope.js';
import { freshNonce } from '../core/nonce.js';
import type { PaddingClass } from '../core/padding.js';
import type { CaseKey } from './case-key.js';

export type FieldType = 'text' | 'json' | 'integer' | 'date' | 'enum';

/** Where a value lives. A value sealed for one place opens at no other. Names are logical: a rename keeps them. */
export interface FieldContext {
  readonly caseId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
  readonly type: FieldType;
}

/** AAD = LP32(case) LP32(table) LP32(column) LP32(row id) LP32(type). */
function associatedData(context: FieldContext): Uint8Array {
  return frame(context.caseId, context.table, context.column, context.rowId, context.type);
}

/**
 * Seals bytes for one place, format version 1 (see the envelope). Two calls never give the same bytes.
 * Throws FieldTooLongError when the plaintext does not fit the padding class.
 */
export function sealField(
  key: CaseKey,
  context: FieldContext,
  plaintext: Uint8Array,
  padding: PaddingClass,
): Uint8Array {
  return sealEnvelope('field/v1', key, freshNonce(), associatedData(context), plaintext, padding);
}

/** Opens what {@link sealField} made for exactly this key and place; otherwise throws the one DecryptError. */
export function openField(key: CaseKey, context: FieldContext, sealed: Uint8Array): Uint8Array {
  return openEnvelope('field/v1', key, associatedData(context), sealed);
}
