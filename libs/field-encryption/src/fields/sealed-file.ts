import { DecryptError } from '../core/errors.js';
import { concat, frame } from '../core/framing.js';
import { padFile, unpad } from '../core/padding.js';
import { sodium } from '../core/sodium.js';
import { PacketError } from '../packet/packet-error.js';
import { CHUNK_BYTES } from '../packet/packet-format.js';
import { decryptChunks, encryptChunks } from '../packet/packet-stream.js';

const headerBytes = 24;
const chunkOverhead = 17;

/** Which file of which case; a stream opens nowhere else. */
export interface FilePlace {
  readonly caseId: string;
  readonly fileId: string;
}

const adOf = ({ caseId, fileId }: FilePlace): Uint8Array => frame('file/v1', caseId, fileId);

/**
 * Encrypts a file as a crypto_secretstream of 64 KiB chunks with a final tag, padded with Padmé, under a key of its own.
 * @returns the key, to be sealed under the case's key with the facts of the file: without that key nothing of it opens
 */
export function sealFile(place: FilePlace, content: Uint8Array): { key: Uint8Array; stream: Uint8Array } {
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const padded = padFile(content);
  const { header, chunks } = encryptChunks(key, adOf(place), padded);
  padded.fill(0);
  return { key, stream: concat(header, ...chunks) };
}

/**
 * The whole file, verified to its end before a byte of it is given out.
 * @throws DecryptError for a changed, cut, extended, reordered or foreign stream, or another key
 */
export function openFile(key: Uint8Array, place: FilePlace, stream: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let at = headerBytes; at < stream.length; at += CHUNK_BYTES + chunkOverhead)
    chunks.push(stream.subarray(at, at + CHUNK_BYTES + chunkOverhead));
  try {
    const content = unpad(concat(...decryptChunks(key, adOf(place), stream.subarray(0, headerBytes), chunks)));
    if (!content) throw new DecryptError();
    return content;
  } catch (error) {
    // A header or key of another length is refused with a TypeError.
    if (error instanceof PacketError || error instanceof TypeError) throw new DecryptError();
    throw error;
  }
}
