import {
  importSigningKey,
  importTrustedKeys,
  type PrivateKeyJwk,
  type SigningKey,
  type TrustedKeys,
} from '@an-tam/http/tokens';
import { exportJWK, generateKeyPair } from 'jose';

/** Fresh Ed25519 key pairs for named processes, as the launcher makes them. */
export async function makeTokenKeys(names: readonly string[]): Promise<{
  privateKeys: Record<string, PrivateKeyJwk>;
  publicKeys: Record<string, { kty: 'OKP'; crv: 'Ed25519'; x: string }>;
  trusted: TrustedKeys;
  signingKey(name: string): Promise<SigningKey>;
}> {
  const privateKeys: Record<string, PrivateKeyJwk> = {};
  const publicKeys: Record<string, { kty: 'OKP'; crv: 'Ed25519'; x: string }> = {};
  for (const name of names) {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const { x = '', d = '' } = await exportJWK(privateKey);
    publicKeys[name] = { kty: 'OKP', crv: 'Ed25519', x };
    privateKeys[name] = { kty: 'OKP', crv: 'Ed25519', x, d };
  }
  return {
    privateKeys,
    publicKeys,
    trusted: await importTrustedKeys(publicKeys),
    signingKey: (name) => {
      const jwk = privateKeys[name];
      if (!jwk) throw new Error(`no key of ${name} was made`);
      return importSigningKey(jwk);
    },
  };
}
