import { randomUUID } from 'node:crypto';
import { FactorVault } from './factor-vault.js';

const vaultWith = (key: string) => new FactorVault({ AN_TAM_FACTOR_KEY: key });
const vault = vaultWith('a'.repeat(43));
const account = randomUUID();

describe('the vault of factors', () => {
  it('opens what it sealed, which never looks the same twice', () => {
    const sealed = vault.seal('app', account, 'JBSWY3DPEHPK3PXP');
    expect(vault.open('app', account, sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(sealed.includes('JBSWY3DP')).toBe(false);
    expect(vault.seal('app', account, 'JBSWY3DPEHPK3PXP')).not.toEqual(sealed);
  });

  it('opens nothing for another account, another use, another key, or after any changed or missing byte', () => {
    const sealed = vault.seal('app', account, 'secret');
    expect(vault.open('app', randomUUID(), sealed)).toBeNull();
    expect(vault.open('draft', account, sealed)).toBeNull();
    expect(vaultWith('b'.repeat(43)).open('app', account, sealed)).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((sealed.readUInt8(at) + 1) % 256, at);
      expect(vault.open('app', account, changed)).toBeNull();
      expect(vault.open('app', account, sealed.subarray(0, at))).toBeNull();
    }
  });

  it('hashes a code for one account', () => {
    expect(vault.hash(account, 'x')).toEqual(vault.hash(account, 'x'));
    expect(vault.hash(account, 'x')).not.toEqual(vault.hash(randomUUID(), 'x'));
    expect(vault.hash(account, 'x')).not.toEqual(vault.hash(account, 'y'));
  });
});
