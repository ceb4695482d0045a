import { releaseStreamState, sodium } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import { CHUNK_BYTES } from './packet-format.js';

/** Splits and encrypts with crypto_secretstream: every chunk bound to `ad`, the last one marked final. */
export function encryptChunks(
  key: Uint8Array,
  ad: Uint8Array,
  padded: Uint8Array,
): { header: Uint8Array; chunks: Uint8Array[] } {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  try {
    const chunks: Uint8Array[] = [];
    for (let offset = 0; offset < padded.length; offset += CHUNK_BYTES) {
      const last = offset + CHUNK_BYTES >= padded.length;
      const tag = last
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      const piece = padded.subarray(offset, offset + CHUNK_BYTES);
      chunks.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, ad, tag));
    }
    return { header, chunks };
  } finally {
    releaseStreamState(state);
  }
}

/** The inverse; PacketError `tampered` for a changed, missing, reordered or surplus chunk or a missing final mark. */
export function decryptChunks(
  key: Uint8Array,
  ad: Uint8Array,
  header: Uint8Array,
  chunks: readonly Uint8Array[],
): Uint8Array[] {
  if (chunks.length === 0) throw new PacketError('tampered');
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  try {
    return chunks.map((chunk, position) => {
      if (chunk.length < sodium.crypto_secretstream_xchacha20poly1305_ABYTES) throw new PacketError('tampered');
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, ad);
      const expected =
        position === chunks.length - 1
          ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
          : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      if (!pulled || pulled.tag !== expected) throw new PacketError('tampered');
      return pulled.message;
    });
  } finally {
    releaseStreamState(state);
  }
}
