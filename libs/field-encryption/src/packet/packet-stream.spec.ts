import fc from 'fast-check';
import { ready, sodium } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import { CHUNK_BYTES } from './packet-format.js';
import { decryptChunks, encryptChunks } from './packet-stream.js';

const ad = new TextEncoder().encode('manifest');

beforeAll(ready);

function threeChunks() {
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const { header, chunks } = encryptChunks(key, ad, new Uint8Array(2 * CHUNK_BYTES + 5).fill(9));
  const [one, two, last] = chunks as [Uint8Array, Uint8Array, Uint8Array];
  return { key, header, one, two, last };
}

describe('the chunks of a packet', () => {
  it('come back in their sizes', () => {
    const { key, header, one, two, last } = threeChunks();
    const sizes = decryptChunks(key, ad, header, [one, two, last]).map((chunk) => chunk.length);
    expect(sizes).toEqual([CHUNK_BYTES, CHUNK_BYTES, 5]);
  });

  it.each<[string, (parts: ReturnType<typeof threeChunks>) => Uint8Array[]]>([
    ['nothing', () => []],
    ['a missing end', ({ one, two }) => [one, two]],
    ['a missing middle', ({ one, last }) => [one, last]],
    ['a missing start', ({ two, last }) => [two, last]],
    ['a changed order', ({ one, two, last }) => [two, one, last]],
    ['a repeated chunk', ({ one, two, last }) => [one, one, two, last]],
    ['a chunk after the end', ({ one, two, last }) => [one, two, last, last]],
    ['a chunk too short to be one', ({ one, two }) => [one, two, new Uint8Array(3)]],
  ])('are refused with %s', (_, pick) => {
    const parts = threeChunks();
    expect(decryptChunks(parts.key, ad, parts.header, [parts.one, parts.two, parts.last])).toHaveLength(3);
    expect(() => decryptChunks(parts.key, ad, parts.header, pick(parts))).toThrow(new PacketError('tampered'));
  });

  it('are refused under another manifest', () => {
    const { key, header, one, two, last } = threeChunks();
    expect(decryptChunks(key, ad, header, [one, two, last])).toHaveLength(3);
    fc.assert(
      fc.property(fc.string(), (other) => {
        fc.pre(other !== 'manifest');
        const changed = new TextEncoder().encode(other);
        expect(() => decryptChunks(key, changed, header, [one, two, last])).toThrow(new PacketError('tampered'));
      }),
      { numRuns: 20 },
    );
  });

  it('leave no stream state behind in WebAssembly memory', () => {
    const { HEAPU8 } = (sodium as unknown as { libsodium: { HEAPU8: Uint8Array } }).libsodium;
    const before = HEAPU8.length;
    const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
    const used = new Set<unknown>();
    const push = jest.spyOn(sodium, 'crypto_secretstream_xchacha20poly1305_push');
    for (let count = 0; count < 50; count++) encryptChunks(key, ad, new Uint8Array(32));
    for (const [state] of push.mock.calls) used.add(state);
    push.mockRestore();
    expect(HEAPU8.length).toBe(before);
    expect(used.size).toBeLessThan(50);
  });
});
