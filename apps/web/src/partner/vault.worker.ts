import {
  FieldEncryptionError,
  fromBase64Url,
  generatePartnerKeyPair,
  openPacket,
  openSecretKey,
  ready,
  sealSecretKey,
  toBase64Url,
} from '@an-tam/field-encryption/packet';
import type { VaultCall, VaultReply, VaultRequest } from './vault-messages.js';

/** The organisation's key while unlocked. It lives in this worker only and dies with it. */
let held: { readonly keyId: string; readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } | null = null;

class VaultLockedError extends Error {}

function unlock(request: Extract<VaultRequest, { step: 'unlock' }>): true {
  const { sealedKey, passphrase } = request;
  const secretKey = openSecretKey(sealedKey, passphrase);
  held = { keyId: sealedKey.keyId, publicKey: fromBase64Url(sealedKey.publicKey), secretKey };
  return true;
}

function open(request: Extract<VaultRequest, { step: 'open' }>): unknown {
  if (!held) throw new VaultLockedError();
  const { payload } = openPacket(request.packet, {
    recipientKeyId: held.keyId,
    secretKey: held.secretKey,
    publicKey: held.publicKey,
    senderVerifyKey: fromBase64Url(request.senderVerifyKey),
    now: new Date(),
  });
  return payload;
}

function create({ passphrase }: Extract<VaultRequest, { step: 'create' }>) {
  const pair = generatePartnerKeyPair();
  const sealedSecretKey = sealSecretKey(pair.secretKey, pair.publicKey, passphrase);
  pair.secretKey.fill(0);
  return { keyId: pair.keyId, publicKey: toBase64Url(pair.publicKey), sealedSecretKey };
}

function answer(request: VaultRequest): unknown {
  if (request.step === 'unlock') return unlock(request);
  if (request.step === 'open') return open(request);
  return create(request);
}

function codeOf(error: unknown): string {
  if (error instanceof FieldEncryptionError) return error.code;
  return error instanceof VaultLockedError ? 'LOCKED' : 'FAILED';
}

async function handle({ id, request }: VaultCall): Promise<VaultReply> {
  try {
    await ready();
    return { id, done: true, answer: answer(request) };
  } catch (error) {
    return { id, done: false, code: codeOf(error) };
  }
}

self.addEventListener('message', (event: MessageEvent<VaultCall>) => {
  void handle(event.data).then((reply) => self.postMessage(reply));
});
