import fc from 'fast-check';
import { openEnvelope } from '../src/core/envelope.js';
import { FieldTooLongError, FormatError } from '../src/core/errors.js';
import { frame } from '../src/core/framing.js';
import { publicKeyId } from '../src/core/signature.js';
import { sodium } from '../src/core/sodium.js';
import { fromBase64Url, manifestBytes, toBase64Url } from '../src/packet/packet-format.js';
import type { SealedPacket } from '../src/packet/packet-format.js';
import { verifyPacket } from '../src/packet/packet.js';
import { decryptChunks } from '../src/packet/packet-stream.js';
import { generatePartnerKeyPair } from '../src/packet/partner-key.js';

import { NOW, PAYLOAD, meet, open, people, reasonOf, recipient, seal } from '../../../test/support/packet-kit.js';

beforeAll(meet);

describe('a packet', () => {
  it('opens for its recipient, over JSON, with what was agreed', () => {
    const packet = JSON.parse(JSON.stringify(seal())) as SealedPacket;
    const { manifest, payload } = open(packet);
    expect(payload).toEqual(PAYLOAD);
    expect(manifest).toEqual({
      version: 1,
      packetId: 'packet-1',
      senderId: 'centre-a',
      senderKeyId: publicKeyId('ed25519', people.sender.publicKey),
      recipients: [{ recipientId: 'partner-1', keyId: people.partner.keyId }],
      expiresAt: '2026-03-08T00:00:00.000Z',
      dataCategories: ['contact', 'need'],
    });
    expect(verifyPacket(packet, people.sender.publicKey, NOW)).toEqual(manifest);
  });

  it('opens for each of sixteen recipients and takes no seventeenth, and no zeroth', () => {
    const pairs = Array.from({ length: 17 }, () => generatePartnerKeyPair());
    const recipients = pairs.map((pair, at) => recipient(`partner-${at}`, pair));
    const packet = seal({ recipients: recipients.slice(0, 16) });
    for (const { keyId, secretKey, publicKey } of pairs.slice(0, 16)) {
      expect(open(packet, { recipientKeyId: keyId, secretKey, publicKey }).payload).toEqual(PAYLOAD);
    }
    expect(reasonOf(() => seal({ recipients }))).toBe('malformed');
    expect(reasonOf(() => seal({ recipients: [] }))).toBe('malformed');
    expect(reasonOf(() => seal({ recipients: [recipient('a', people.partner), recipient('b', people.partner)] }))).toBe(
      'malformed',
    );
  });

  it('wraps its key as documented, so that another implementation can open it', () => {
    const { wraps, streamHeader, chunks, manifest } = seal();
    const kem = fromBase64Url(wraps[0]?.kem);
    const shared = sodium.crypto_kem_xwing_dec(kem, people.partner.secretKey);
    const bytes = sodium.crypto_generichash(
      32,
      frame('packet-wrap/v1', kem, people.partner.publicKey, 'packet-1'),
      shared,
    );
    const wrapping = { keyId: sodium.from_hex(people.partner.keyId), version: 1, bytes };
    const packetKey = openEnvelope(
      'wrap/v1',
      wrapping,
      frame('packet/v1', 'packet-1'),
      fromBase64Url(wraps[0]?.wrapped),
    );
    const ad = manifestBytes(manifest);
    const [piece] = decryptChunks(
      packetKey,
      ad,
      fromBase64Url(streamHeader),
      chunks.map((chunk) => fromBase64Url(chunk)),
    );
    expect(Buffer.from(piece ?? []).toString('utf8')).toContain(JSON.stringify(PAYLOAD));
  });

  it('carries any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        expect(open(seal({ payload })).payload).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
      { numRuns: 50 },
    );
  });

  it('carries up to 1 MiB in several chunks, and refuses more', () => {
    const payload = 'x'.repeat(1_048_574);
    const packet = seal({ payload });
    expect(packet.chunks.length).toBe(17);
    expect(open(packet).payload).toBe(payload);
    expect(() => seal({ payload: `${payload}x` })).toThrow(FieldTooLongError);
  });

  it('shows nothing of its payload, nor its exact length', () => {
    const text = JSON.stringify(seal());
    for (const secret of ['Sao Mai', 'legal', toBase64Url(Buffer.from('Sao Mai')).slice(0, 8)])
      expect(text).not.toContain(secret);
    const sizes = ['a', 'some thirty letters of a text'].map((payload) => seal({ payload }).chunks[0]?.length);
    expect(sizes[0]).toBe(sizes[1]);
  });

  it('is not made from parameters that would bind the wrong thing', () => {
    expect(reasonOf(() => open(seal()))).toBe('opened');
    expect(() => seal({ recipients: [{ ...recipient('a', people.partner), keyId: people.second.keyId }] })).toThrow(
      FormatError,
    );
    expect(() => seal({ expiresAt: '2026-03-08' })).toThrow(FormatError);
    expect(() => seal({ expiresAt: 'never' })).toThrow(FormatError);
    expect(() => seal({ payload: undefined })).toThrow(FormatError);
    expect(reasonOf(() => seal({ packetId: '' }))).toBe('malformed');
    expect(reasonOf(() => seal({ dataCategories: ['a\u0000b'] }))).toBe('malformed');
  });
});

describe('something that is no packet', () => {
  it.each<[string, (packet: SealedPacket) => unknown]>([
    ['null', () => null],
    ['a text', () => 'packet'],
    ['a list', () => []],
    ['an unknown member', (packet) => ({ ...packet, extra: 1 })],
    ['another version', (packet) => ({ ...packet, manifest: { ...packet.manifest, version: 2 } })],
    ['an unknown member in the manifest', (packet) => ({ ...packet, manifest: { ...packet.manifest, note: 'x' } })],
    ['padded base64', (packet) => ({ ...packet, streamHeader: `${packet.streamHeader}=` })],
    ['a short KEM ciphertext', (packet) => ({ ...packet, wraps: [{ ...packet.wraps[0], kem: 'AAAA' }] })],
    ['an expiry that is no instant', (packet) => ({ ...packet, manifest: { ...packet.manifest, expiresAt: 'soon' } })],
    [
      'a number among the categories',
      (packet) => ({ ...packet, manifest: { ...packet.manifest, dataCategories: [1] } }),
    ],
    ['too many chunks', (packet) => ({ ...packet, chunks: Array.from({ length: 18 }, () => packet.chunks[0]) })],
    ['a chunk too long', (packet) => ({ ...packet, chunks: [toBase64Url(new Uint8Array(70_000))] })],
  ])('is refused as malformed: %s', (_, change) => {
    const packet = seal();
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(change(packet)))).toBe('malformed');
  });

  it('never fails in another way', () => {
    fc.assert(fc.property(fc.anything(), (value) => expect(reasonOf(() => open(value))).toBe('malformed')));
  });
});
