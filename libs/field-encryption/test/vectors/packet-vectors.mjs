import { sealEnvelope } from '../../dist/core/envelope.js';
import { frame, utf8 } from '../../dist/core/framing.js';
import { pad } from '../../dist/core/padding.js';
import { publicKeyId, signMessage } from '../../dist/core/signature.js';
import { releaseStreamState, sodium } from '../../dist/core/sodium.js';
import {
  CHUNK_BYTES,
  SIGNATURE_DOMAIN,
  manifestBytes,
  signedBytes,
  toBase64Url,
} from '../../dist/packet/packet-format.js';
import { bytesOf, changed, file, hex, pairs } from './fixtures.mjs';

/** secretstream with a given header: starting to pull from a header gives the very state that starting to push made. */
function encrypt(packetKey, header, ad, padded, { final = true } = {}) {
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, packetKey);
  const chunks = [];
  for (let at = 0; at < padded.length; at += CHUNK_BYTES) {
    const last = final && at + CHUNK_BYTES >= padded.length;
    const tag = last ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    chunks.push(
      sodium.crypto_secretstream_xchacha20poly1305_push(state, padded.subarray(at, at + CHUNK_BYTES), ad, tag),
    );
  }
  releaseStreamState(state);
  return chunks;
}

/** A packet from given secrets, step by step as the format says. `stray` makes one that a dishonest sender could make. */
function packetOf(people, recipients, payload, stray = {}) {
  const packetId = 'packet-1';
  const manifest = {
    version: 1,
    packetId,
    senderId: 'centre-a',
    senderKeyId: publicKeyId('ed25519', people.sender.publicKey),
    recipients: recipients.map(([recipientId, { keyId }]) => ({ recipientId, keyId })),
    expiresAt: '2026-03-08T00:00:00.000Z',
    dataCategories: ['contact', 'need'],
  };
  const ad = manifestBytes(manifest);
  const packetKey = bytesOf('packet key', 32);
  const streamHeader = bytesOf('stream header', 24);
  const plaintext = utf8(JSON.stringify(payload));
  const chunks = encrypt(packetKey, streamHeader, ad, stray.padded ?? pad(plaintext, 'text'), stray);
  const wraps = recipients.map(([recipientId, { keyId, publicKey }]) => {
    const { ciphertext: kem, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(
      publicKey,
      bytesOf(`kem seed ${recipientId}`, 64),
    );
    const bytes = sodium.crypto_generichash(32, frame('packet-wrap/v1', kem, publicKey, packetId), sharedSecret);
    const key = { keyId: Buffer.from(keyId, 'hex'), version: 1, bytes };
    const wrapped = sealEnvelope(
      'wrap/v1',
      key,
      bytesOf(`wrap nonce ${recipientId}`, 24),
      frame('packet/v1', packetId),
      packetKey,
      'fixed64',
    );
    return { keyId, kem, wrapped };
  });
  const keyCommitment = sodium.crypto_generichash(
    32,
    frame('packet-commit/v1', packetId),
    stray.committedKey ?? packetKey,
  );
  const parts = { manifestBytes: ad, wraps, keyCommitment, streamHeader, chunks };
  return sign(people.sender, manifest, parts);
}

function sign(sender, manifest, parts) {
  return {
    manifest,
    wraps: parts.wraps.map(({ keyId, kem, wrapped }) => ({
      keyId,
      kem: toBase64Url(kem),
      wrapped: toBase64Url(wrapped),
    })),
    keyCommitment: toBase64Url(parts.keyCommitment),
    streamHeader: toBase64Url(parts.streamHeader),
    chunks: parts.chunks.map(toBase64Url),
    signature: toBase64Url(signMessage(sender.secretKey, SIGNATURE_DOMAIN, signedBytes(parts))),
  };
}

const bytesFrom = (text) => Buffer.from(text, 'base64url');

/** Signs a changed packet again with the sender's own key: what a dishonest sender could do. */
function resign(sender, packet) {
  const { manifest, wraps, keyCommitment, streamHeader, chunks } = packet;
  return sign(sender, manifest, {
    manifestBytes: manifestBytes(manifest),
    wraps: wraps.map(({ keyId, kem, wrapped }) => ({ keyId, kem: bytesFrom(kem), wrapped: bytesFrom(wrapped) })),
    keyCommitment: bytesFrom(keyCommitment),
    streamHeader: bytesFrom(streamHeader),
    chunks: chunks.map(bytesFrom),
  });
}

export function packets() {
  const people = pairs();
  const payload = { alias: 'Sao Mai', need: 'legal', note: 'gọi sau 17 giờ' };
  const toPartner = [['partner-1', people.partner]];
  const toBoth = [...toPartner, ['partner-2', people.second]];
  const now = '2026-03-01T00:00:00.000Z';
  const entry = (name, packet, change = {}) => ({
    name,
    packet,
    recipientSecretKey: hex(people.partner.secretKey),
    recipientKeyId: people.partner.keyId,
    senderVerifyKey: hex(people.sender.publicKey),
    now,
    ...change,
  });
  const one = packetOf(people, toPartner, payload);
  const two = packetOf(people, toBoth, payload);
  const long = 'x'.repeat(70_000);
  const asSecond = { recipientSecretKey: hex(people.second.secretKey), recipientKeyId: people.second.keyId };
  const open = [
    { ...entry('one recipient', one), payload },
    { ...entry('the second of two recipients', two, asSecond), payload },
    { ...entry('two chunks', packetOf(people, toPartner, long)), payloadText: { character: 'x', times: long.length } },
    { ...entry('a payload of null', packetOf(people, toPartner, null)), payload: null },
  ];
  const flip = (text, at) => toBase64Url(changed(bytesFrom(text), at));
  const fail = (name, failure, packet, change) => ({ ...entry(name, packet, change), failure });
  const mended = (change) => resign(people.sender, { ...one, ...change });
  const [wrap] = one.wraps;
  const [firstOfTwo, secondOfTwo] = open[2].packet.chunks;
  const manifest = (change) => ({ ...one, manifest: { ...one.manifest, ...change } });
  const refuse = [
    fail('another sender expected', 'PACKET_SIGNATURE', one, { senderVerifyKey: hex(people.stranger.publicKey) }),
    fail('one bit of the signature', 'PACKET_SIGNATURE', { ...one, signature: flip(one.signature, 0) }),
    fail('one bit of a chunk', 'PACKET_SIGNATURE', { ...one, chunks: [flip(one.chunks[0], 3)] }),
    fail('one bit of a wrap', 'PACKET_SIGNATURE', { ...one, wraps: [{ ...wrap, wrapped: flip(wrap.wrapped, 100) }] }),
    fail('a later expiry', 'PACKET_SIGNATURE', manifest({ expiresAt: '2027-03-08T00:00:00.000Z' })),
    fail('a category added', 'PACKET_SIGNATURE', manifest({ dataCategories: ['contact', 'need', 'health'] })),
    fail('a category split in two', 'PACKET_SIGNATURE', manifest({ dataCategories: ['contact', 'ne', 'ed'] })),
    fail('another packet id', 'PACKET_SIGNATURE', manifest({ packetId: 'packet-2' })),
    fail('the instant of expiry', 'PACKET_EXPIRED', one, { now: one.manifest.expiresAt }),
    fail('addressed to somebody else', 'PACKET_NOT_ADDRESSED', one, asSecond),
    fail('a chunk changed and signed again', 'PACKET_TAMPERED', mended({ chunks: [flip(one.chunks[0], 3)] })),
    fail(
      'a KEM ciphertext changed and signed again',
      'PACKET_TAMPERED',
      mended({ wraps: [{ ...wrap, kem: flip(wrap.kem, 5) }] }),
    ),
    fail(
      'a commitment to another key',
      'PACKET_TAMPERED',
      packetOf(people, toPartner, payload, { committedKey: bytesOf('other packet key', 32) }),
    ),
    fail('no final mark', 'PACKET_TAMPERED', packetOf(people, toPartner, payload, { final: false })),
    fail(
      'the last chunk missing',
      'PACKET_TAMPERED',
      resign(people.sender, { ...open[2].packet, chunks: [firstOfTwo] }),
    ),
    fail(
      'the chunks exchanged',
      'PACKET_TAMPERED',
      resign(people.sender, { ...open[2].packet, chunks: [secondOfTwo, firstOfTwo] }),
    ),
    fail('no chunk', 'PACKET_TAMPERED', mended({ chunks: [] })),
    fail(
      'the payload of another manifest',
      'PACKET_TAMPERED',
      mended({ manifest: { ...one.manifest, dataCategories: ['contact'] } }),
    ),
    fail('no padding marker', 'PACKET_TAMPERED', packetOf(people, toPartner, payload, { padded: new Uint8Array(32) })),
    fail(
      'the wraps in another order',
      'PACKET_TAMPERED',
      resign(people.sender, { ...two, wraps: [two.wraps[1], two.wraps[0]] }),
    ),
    fail('an unknown member', 'PACKET_MALFORMED', { ...one, note: 'x' }),
    fail('another version', 'PACKET_MALFORMED', manifest({ version: 2 })),
    fail('padded base64', 'PACKET_MALFORMED', { ...one, streamHeader: `${one.streamHeader}=` }),
    fail('no recipient', 'PACKET_MALFORMED', manifest({ recipients: [] })),
    fail(
      'one recipient twice',
      'PACKET_MALFORMED',
      manifest({ recipients: [one.manifest.recipients[0], one.manifest.recipients[0]] }),
    ),
  ];
  return file(
    'packet',
    'open: at the instant now the recipient opens the packet and finds payload (payloadText: one character repeated). refuse: the first check to fail names the failure. Keys are hexadecimal; the recipient secret key is the 32-byte X-Wing seed.',
    { packetKey: hex(bytesOf('packet key', 32)), open, refuse },
  );
}
