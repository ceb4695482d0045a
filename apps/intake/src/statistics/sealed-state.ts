import { DecryptError, openField, sealField, type CaseKey, type FieldContext } from '@an-tam/field-encryption';

/** Half of what one sealed value may hold. */
const partBytes = 512 * 1024;
const lengthBytes = 4;

/** Every part is bound to its place among all of them: none can be left out, put twice or moved. */
const placeOf = (releaseId: string, part: number, parts: number): FieldContext => ({
  caseId: releaseId,
  table: 'release',
  column: 'sealed_state',
  rowId: `${releaseId}/${part}/${parts}`,
  type: 'json',
});

/** Seals what a release was made from, however much it is: parts one after the other, each after its length (u32be). */
export function sealState(key: CaseKey, releaseId: string, state: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(state), 'utf8');
  const parts = Math.ceil(text.length / partBytes);
  return Buffer.concat(
    Array.from({ length: parts }, (_, part) => {
      const content = text.subarray(part * partBytes, (part + 1) * partBytes);
      const sealed = sealField(key, placeOf(releaseId, part, parts), content, 'text');
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32BE(sealed.length);
      return Buffer.concat([length, sealed]);
    }),
  );
}

/** @returns the first part still sealed; its header names the key of all. @throws DecryptError */
export const firstPart = (stored: Uint8Array): Uint8Array => partsOf(stored)[0] ?? new Uint8Array();

/** @throws DecryptError for anything but what {@link sealState} made for this release */
export function openState(key: CaseKey, releaseId: string, stored: Uint8Array): unknown {
  const parts = partsOf(stored);
  const texts = parts.map((sealed, part) => openField(key, placeOf(releaseId, part, parts.length), sealed));
  return JSON.parse(Buffer.concat(texts).toString('utf8')) as unknown;
}

function partsOf(stored: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + lengthBytes > bytes.length) throw new DecryptError();
    const end = at + lengthBytes + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new DecryptError();
    parts.push(bytes.subarray(at + lengthBytes, end));
    at = end;
  }
  if (parts.length === 0) throw new DecryptError();
  return parts;
}
