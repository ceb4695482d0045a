import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeStaff, newCase, openCase, startIntake } from '../../../../test/support/intake-service.js';
import { makeSofthsmTokens, softhsmModule, softhsmPin, tellWithoutSofthsm } from '../../../../test/support/softhsm.js';

if (!softhsmModule) tellWithoutSofthsm('intake with an HSM');
else
  it('a file is written and read over an HSM, and not read once the token is gone', async () => {
    const tokens = await makeSofthsmTokens('core');
    const storePath = join(tokens.folder, 'keys.json');
    const intake = await startIntake({
      settings: {
        AN_TAM_KEYRING_PATH: undefined,
        AN_TAM_KEYRING_PASSPHRASE: undefined,
        AN_TAM_KEY_STORE: 'pkcs11',
        AN_TAM_PKCS11_MODULE: softhsmModule ?? '',
        AN_TAM_PKCS11_TOKEN_LABEL: 'core',
        AN_TAM_PKCS11_PIN: softhsmPin,
        AN_TAM_PKCS11_ROOT_LABEL: 'root',
        AN_TAM_PKCS11_STORE_PATH: storePath,
      },
    });
    try {
      const actor = makeStaff();
      const { id } = await openCase(intake, actor, { alias: 'Hoa Sữa Trắng' });
      const { status, body } = await intake.get(actor, `/cases/${id}`);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).toContain('Hoa Sữa Trắng');
      const store = JSON.parse(await readFile(storePath, 'utf8')) as { format: string; entries: { subject: string }[] };
      expect(store.format).toBe('an-tam-pkcs11-keys');
      expect(store.entries.map(({ subject }) => subject)).toContain(actor.organisationId);

      // Another centre's keys are in no cache yet: they would have to come from a token that was emptied.
      tokens.reset('core');
      const refused = await intake.post(makeStaff(), '/cases', newCase());
      expect(refused.status).toBe(503);
    } finally {
      await intake.stop();
      await tokens.remove();
    }
  }, 180_000);
