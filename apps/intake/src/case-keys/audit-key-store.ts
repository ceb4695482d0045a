import { logSigner, type AuditKeyStore } from '@an-tam/audit';
import { toBase64Url, type Kms } from '@an-tam/field-encryption';
import { KEY_STORE } from './key-store.js';

/** Name of the key that seals the audit log, in the key store. */
const auditKeyName = 'audit/intake';

/** The key that seals the audit log lies with the other keys of the core. */
export const auditKeyStore: AuditKeyStore<Kms> = {
  token: KEY_STORE,
  async signer(kms) {
    const { secretKey, publicKey } = await kms.signingKey(auditKeyName);
    // The first half of an Ed25519 secret key is its seed (RFC 8032).
    return logSigner({ d: toBase64Url(secretKey.subarray(0, 32)), x: toBase64Url(publicKey) });
  },
};
