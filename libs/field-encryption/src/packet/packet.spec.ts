import fc from 'fast-check';
import { FieldTooLongError, FormatError } from '../core/errors.js';
import { generateSigningKeyPair, publicKeyId, signMessage } from '../core/signature.js';
import { ready } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import { SIGNATURE_DOMAIN, fromBase64Url, parsePacket, signedBytes, toBase64Url } from './packet-format.js';
import type { SealedPacket } from './packet-format.js';
import { openPacket, sealPacket, verifyPacket } from './packet.js';
import type { OpenPacketInput, SealPacketInput } from './packet.js';
import { generatePartnerKeyPair } from './partner-key.js';
import type { PartnerKeyPair } from './partner-key.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const PAYLOAD = { alias: 'Sao Mai', need: 'legal', note: 'gọi sau 17 giờ' };

let sender: ReturnType<typeof generateSigningKeyPair>;
let stranger: ReturnType<typeof generateSigningKeyPair>;
let partner: PartnerKeyPair;
let second: PartnerKeyPair;

beforeAll(async () => {
  await ready();
  sender = generateSigningKeyPair();
  stranger = generateSigningKeyPair();
  partner = generatePartnerKeyPair();
  second = generatePartnerKeyPair();
});

const recipient = (id: string, { keyId, publicKey }: PartnerKeyPair) => ({ recipientId: id, keyId, publicKey });

function seal(change: Partial<SealPacketInput> = {}): SealedPacket {
  return sealPacket({
    packetId: 'packet-1',
    senderId: 'centre-a',
    signingKey: sender.secretKey,
    recipients: [recipient('partner-1', partner)],
    expiresAt: '2026-03-08T00:00:00Z',
    dataCategories: ['contact', 'need'],
    payload: PAYLOAD,
    ...change,
  });
}

function open(packet: unknown, change: Partial<OpenPacketInput> = {}) {
  const { keyId: recipientKeyId, secretKey, publicKey } = partner;
  return openPacket(packet, {
    recipientKeyId,
    secretKey,
    publicKey,
    senderVerifyKey: sender.publicKey,
    now: NOW,
    ...change,
  });
}

function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof PacketError ? error.reason : `not a packet error: ${String(error)}`;
  }
  return 'opened';
}

/** Signs a changed packet again with the sender's own key: what a dishonest or stolen sender could do. */
function resigned(packet: SealedPacket, secretKey = sender.secretKey): SealedPacket {
  const signature = signMessage(secretKey, SIGNATURE_DOMAIN, signedBytes(parsePacket(packet).parts));
  return { ...packet, signature: toBase64Url(signature) };
}

const asSecond = () => ({ recipientKeyId: second.keyId, secretKey: second.secretKey, publicKey: second.publicKey });

describe('a packet', () => {
  it('opens for its recipient, over JSON, with what was agreed', () => {
    const packet = JSON.parse(JSON.stringify(seal())) as SealedPacket;
    const { manifest, payload } = open(packet);
    expect(payload).toEqual(PAYLOAD);
    expect(manifest).toEqual({
      version: 1,
      packetId: 'packet-1',
      senderId: 'centre-a',
      senderKeyId: publicKeyId('ed25519', sender.publicKey),
      recipients: [{ recipientId: 'partner-1', keyId: partner.keyId }],
      expiresAt: '2026-03-08T00:00:00.000Z',
      dataCategories: ['contact', 'need'],
    });
    expect(verifyPacket(packet, sender.publicKey, NOW)).toEqual(manifest);
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
    expect(reasonOf(() => seal({ recipients: [recipient('a', partner), recipient('b', partner)] }))).toBe('malformed');
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
    expect(() => seal({ recipients: [{ ...recipient('a', partner), keyId: second.keyId }] })).toThrow(FormatError);
    expect(() => seal({ expiresAt: '2026-03-08' })).toThrow(FormatError);
    expect(() => seal({ expiresAt: 'never' })).toThrow(FormatError);
    expect(() => seal({ payload: undefined })).toThrow(FormatError);
    expect(reasonOf(() => seal({ packetId: '' }))).toBe('malformed');
    expect(reasonOf(() => seal({ dataCategories: ['a\u0000b'] }))).toBe('malformed');
  });
});

describe('a packet on its way', () => {
  it('is refused with any bit flipped in any binary member', () => {
    const packet = seal();
    expect(reasonOf(() => open(packet))).toBe('opened');
    const members: [string, (value: string) => SealedPacket, string][] = [
      [
        'kem',
        (kem) => ({ ...packet, wraps: packet.wraps.map((wrap) => ({ ...wrap, kem })) }),
        packet.wraps[0]?.kem ?? '',
      ],
      [
        'wrapped',
        (wrapped) => ({ ...packet, wraps: packet.wraps.map((wrap) => ({ ...wrap, wrapped })) }),
        packet.wraps[0]?.wrapped ?? '',
      ],
      ['commitment', (keyCommitment) => ({ ...packet, keyCommitment }), packet.keyCommitment],
      ['stream header', (streamHeader) => ({ ...packet, streamHeader }), packet.streamHeader],
      ['chunk', (chunk) => ({ ...packet, chunks: [chunk] }), packet.chunks[0] ?? ''],
      ['signature', (signature) => ({ ...packet, signature }), packet.signature],
    ];
    for (const [member, make, value] of members) {
      const bytes = fromBase64Url(value);
      for (let bit = 0; bit < bytes.length * 8; bit += member === 'kem' ? 97 : 5) {
        const flipped = bytes.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect([member, bit, reasonOf(() => open(make(toBase64Url(flipped))))]).toEqual([member, bit, 'signature']);
        if (member === 'signature') continue;
        expect([member, bit, reasonOf(() => open(resigned(make(toBase64Url(flipped)))))]).toEqual([
          member,
          bit,
          'tampered',
        ]);
      }
    }
  });

  it.each<[string, Partial<SealedPacket['manifest']>]>([
    ['packet id', { packetId: 'packet-2' }],
    ['sender', { senderId: 'centre-b' }],
    ['sender key', { senderKeyId: '0'.repeat(32) }],
    ['expiry', { expiresAt: '2027-03-08T00:00:00.000Z' }],
    ['data categories', { dataCategories: ['contact', 'need', 'health'] }],
    ['border of the categories', { dataCategories: ['contactneed'] }],
  ])('is refused with another %s', (_, change) => {
    const packet = seal();
    const changed = { ...packet, manifest: { ...packet.manifest, ...change } };
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(changed))).toBe('signature');
    expect(reasonOf(() => verifyPacket(changed, sender.publicKey, NOW))).toBe('signature');
  });

  it('cannot be addressed to another key, not even by its sender', () => {
    const packet = seal();
    const wraps = packet.wraps.map((wrap) => ({ ...wrap, keyId: second.keyId }));
    const manifest = { ...packet.manifest, recipients: [{ recipientId: 'partner-2', keyId: second.keyId }] };
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open({ ...packet, wraps, manifest }, asSecond()))).toBe('signature');
    expect(reasonOf(() => open(resigned({ ...packet, wraps, manifest }), asSecond()))).toBe('tampered');
  });

  it('does not open for somebody it is not addressed to', () => {
    const packet = seal();
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(packet, asSecond()))).toBe('not-addressed');
    expect(reasonOf(() => open(packet, { publicKey: second.publicKey }))).toBe('not-addressed');
    expect(reasonOf(() => open(packet, { secretKey: second.secretKey }))).toBe('tampered');
  });

  it('does not open when wraps are exchanged, missing or surplus', () => {
    const packet = seal({ recipients: [recipient('partner-1', partner), recipient('partner-2', second)] });
    const [first, other] = packet.wraps;
    if (!first || !other) throw new Error('two wraps are needed');
    expect(reasonOf(() => open(packet))).toBe('opened');
    for (const wraps of [[other, first], [first], [], [first, other, other]]) {
      expect(reasonOf(() => open({ ...packet, wraps }))).toBe('signature');
      expect(reasonOf(() => open(resigned({ ...packet, wraps })))).toBe('tampered');
    }
  });

  it('does not open with chunks missing, reordered, repeated or without the final mark', () => {
    const packet = seal({ payload: 'x'.repeat(190_000) });
    const [one, two, last] = packet.chunks;
    if (!one || !two || !last || packet.chunks.length !== 3) throw new Error('three chunks are needed');
    expect(reasonOf(() => open(packet))).toBe('opened');
    for (const chunks of [
      [one, two],
      [two, one, last],
      [one, last],
      [one, two, last, last],
      [one, one, two, last],
      [last],
      [],
    ]) {
      expect(reasonOf(() => open({ ...packet, chunks }))).toBe('signature');
      expect(reasonOf(() => open(resigned({ ...packet, chunks })))).toBe('tampered');
    }
  });

  it('cannot take a chunk or a wrap from another packet', () => {
    const [packet, donor] = [seal(), seal({ packetId: 'packet-2' })];
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(donor))).toBe('opened');
    const { wraps, chunks, streamHeader, keyCommitment } = donor;
    expect(reasonOf(() => open(resigned({ ...packet, chunks })))).toBe('tampered');
    expect(reasonOf(() => open(resigned({ ...packet, wraps })))).toBe('tampered');
    expect(reasonOf(() => open(resigned({ ...packet, wraps, chunks, streamHeader, keyCommitment })))).toBe('tampered');
  });

  it('is refused when signed by somebody else, or for another purpose, or not at all', () => {
    const packet = seal();
    const bytes = signedBytes(parsePacket(packet).parts);
    const asRelease = { ...packet, signature: toBase64Url(signMessage(sender.secretKey, 'release/v1', bytes)) };
    const { signature: _signature, ...stripped } = packet;
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(resigned(packet, stranger.secretKey)))).toBe('signature');
    expect(reasonOf(() => open(seal({ signingKey: stranger.secretKey })))).toBe('signature');
    expect(reasonOf(() => open(asRelease))).toBe('signature');
    expect(reasonOf(() => open({ ...packet, signature: toBase64Url(new Uint8Array(64)) }))).toBe('signature');
    expect(reasonOf(() => open(packet, { senderVerifyKey: new Uint8Array(0) }))).toBe('signature');
    expect(reasonOf(() => open(stripped))).toBe('malformed');
    expect(reasonOf(() => open({ ...packet, signature: '' }))).toBe('malformed');
  });

  it('expires at its instant', () => {
    const packet = seal();
    expect(reasonOf(() => open(packet, { now: new Date('2026-03-07T23:59:59.999Z') }))).toBe('opened');
    expect(reasonOf(() => open(packet, { now: new Date('2026-03-08T00:00:00.000Z') }))).toBe('expired');
    expect(reasonOf(() => verifyPacket(packet, sender.publicKey, new Date('2026-04-01T00:00:00Z')))).toBe('expired');
  });
});

describe('a dishonest sender', () => {
  it('cannot give two recipients different packet keys', () => {
    const packet = seal({ recipients: [recipient('partner-1', partner), recipient('partner-2', second)] });
    const donor = seal({ recipients: [recipient('partner-2', second)] });
    const wraps = [packet.wraps[0], donor.wraps[0]].flatMap((wrap) => (wrap ? [wrap] : []));
    const forged = resigned({ ...packet, wraps });
    expect(reasonOf(() => open(packet, asSecond()))).toBe('opened');
    expect(reasonOf(() => open(forged))).toBe('opened');
    expect(reasonOf(() => open(forged, asSecond()))).toBe('tampered');
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
