import { releaseKeyId } from '@an-tam/disclosure-control';
import { generateKeyPairSync } from 'node:crypto';
import { readReportingSettings } from './settings.js';

const publicKey = Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const keyId = releaseKeyId(publicKey);
const key = { province: '33', publicKey: publicKey.toString('base64url') };

const read = (releaseKeys: unknown) =>
  readReportingSettings({
    AN_TAM_PROFILE: 'production',
    AN_TAM_PORT: '0',
    AN_TAM_PUBLIC_URL: 'https://antam.example.vn',
    AN_TAM_DATABASE_URL: 'postgres://reporting_app@127.0.0.1:5432/reporting',
    AN_TAM_TRUSTED_KEYS: '{}',
    AN_TAM_RELEASE_KEYS: typeof releaseKeys === 'string' ? releaseKeys : JSON.stringify(releaseKeys),
  });

describe('settings of reporting', () => {
  it('bind each release key to one issuer and province, with no private key anywhere', () => {
    const settings = read({ [keyId]: key });
    expect(settings.AN_TAM_RELEASE_KEYS).toEqual([
      { issuer: 'core-33', province: '33', publicKey: new Uint8Array(publicKey) },
    ]);
    expect(read({ [keyId]: { ...key, issuer: 'core-a' } }).AN_TAM_RELEASE_KEYS[0]?.issuer).toBe('core-a');
    expect(settings).not.toHaveProperty('AN_TAM_SERVICE_KEY');
  });

  it.each([
    ['no JSON', 'not json', 'AN_TAM_RELEASE_KEYS: is not JSON'],
    ['a short key', { [keyId]: { ...key, publicKey: 'AAAA' } }, 'is not a raw Ed25519 public key'],
    ['a malformed province', { [keyId]: { ...key, province: '3' } }, 'two digits'],
    ["another key's id", { ['0'.repeat(32)]: key }, 'by another id than its own'],
    ['a private part', { [keyId]: { ...key, d: key.publicKey } }, 'AN_TAM_RELEASE_KEYS'],
  ])('refuse %s', (_what, keys, reason) => {
    expect(read({ [keyId]: key }).AN_TAM_RELEASE_KEYS).toHaveLength(1);
    expect(() => read(keys)).toThrow(reason);
  });
});
