import { fromBase64Url, signMessage, toBase64Url, verifyPacket } from '@an-tam/field-encryption';
import type { SealedPacket } from '@an-tam/field-encryption';
import { NOW, asSecond, meet, open, people, reasonOf, recipient, resigned, seal, signedBytes } from './packet-kit.js';

beforeAll(meet);

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
    expect(reasonOf(() => verifyPacket(changed, people.sender.publicKey, NOW))).toBe('signature');
  });

  it('cannot be addressed to another key, not even by its sender', () => {
    const packet = seal();
    const wraps = packet.wraps.map((wrap) => ({ ...wrap, keyId: people.second.keyId }));
    const manifest = { ...packet.manifest, recipients: [{ recipientId: 'partner-2', keyId: people.second.keyId }] };
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open({ ...packet, wraps, manifest }, asSecond()))).toBe('signature');
    expect(reasonOf(() => open(resigned({ ...packet, wraps, manifest }), asSecond()))).toBe('tampered');
  });

  it('does not open for somebody it is not addressed to', () => {
    const packet = seal();
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(packet, asSecond()))).toBe('not-addressed');
    expect(reasonOf(() => open(packet, { publicKey: people.second.publicKey }))).toBe('not-addressed');
    expect(reasonOf(() => open(packet, { secretKey: people.second.secretKey }))).toBe('tampered');
  });

  it('does not open when wraps are exchanged, missing or surplus', () => {
    const packet = seal({
      recipients: [recipient('partner-1', people.partner), recipient('partner-2', people.second)],
    });
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
    const bytes = signedBytes(packet);
    const asRelease = { ...packet, signature: toBase64Url(signMessage(people.sender.secretKey, 'release/v1', bytes)) };
    const { signature: _signature, ...stripped } = packet;
    expect(reasonOf(() => open(packet))).toBe('opened');
    expect(reasonOf(() => open(resigned(packet, people.stranger.secretKey)))).toBe('signature');
    expect(reasonOf(() => open(seal({ signingKey: people.stranger.secretKey })))).toBe('signature');
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
    expect(reasonOf(() => verifyPacket(packet, people.sender.publicKey, new Date('2026-04-01T00:00:00Z')))).toBe(
      'expired',
    );
  });
});

describe('a dishonest sender', () => {
  it('cannot give two recipients different packet keys', () => {
    const packet = seal({
      recipients: [recipient('partner-1', people.partner), recipient('partner-2', people.second)],
    });
    const donor = seal({ recipients: [recipient('partner-2', people.second)] });
    const wraps = [packet.wraps[0], donor.wraps[0]].flatMap((wrap) => (wrap ? [wrap] : []));
    const forged = resigned({ ...packet, wraps });
    expect(reasonOf(() => open(packet, asSecond()))).toBe('opened');
    expect(reasonOf(() => open(forged))).toBe('opened');
    expect(reasonOf(() => open(forged, asSecond()))).toBe('tampered');
  });
});
