import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IntakeSettings } from '../settings.js';
import { KeyStoreError, openKeyStoreOf } from './key-store.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ring = () => ({
  AN_TAM_KEY_STORE: 'keyring',
  AN_TAM_KEYRING_PATH: join(folder, 'keyring.json'),
  AN_TAM_KEYRING_PASSPHRASE: 'mùa nước nổi 2026',
});
const token = {
  AN_TAM_KEY_STORE: 'pkcs11',
  AN_TAM_PKCS11_MODULE: '/nowhere.so',
  AN_TAM_PKCS11_TOKEN_LABEL: 'core',
  AN_TAM_PKCS11_PIN: '123456',
  AN_TAM_PKCS11_ROOT_LABEL: 'root',
};
const open = (settings: object) => openKeyStoreOf(settings as IntakeSettings);

it('a key ring is made on the first start and opened on the next', async () => {
  const first = await open(ring());
  await first.createCentreKeys('centre');
  const keys = await first.centreKeys('centre');
  await first.close();
  const second = await open(ring());
  expect(await second.centreKeys('centre')).toEqual(keys);
  await second.close();
});

it.each(['AN_TAM_KEYRING_PATH', 'AN_TAM_KEYRING_PASSPHRASE'])('a key ring needs %s', async (name) => {
  const attempt = open({ ...ring(), [name]: undefined });
  await expect(attempt).rejects.toThrow(`AN_TAM_KEY_STORE=keyring needs ${name}.`);
  await expect(attempt).rejects.toBeInstanceOf(KeyStoreError);
});

it.each([...Object.keys(token).slice(1), 'AN_TAM_PKCS11_STORE_PATH'])('a token needs %s', async (name) => {
  const whole = { ...token, AN_TAM_PKCS11_STORE_PATH: join(folder, 'token', 'keys.json') };
  await expect(open({ ...whole, [name]: undefined })).rejects.toThrow(`AN_TAM_KEY_STORE=pkcs11 needs ${name}.`);
});

it('a module that is not there is told in one line', async () => {
  const attempt = open({ ...token, AN_TAM_PKCS11_STORE_PATH: join(folder, 'token', 'keys.json') });
  await expect(attempt).rejects.toBeInstanceOf(KeyStoreError);
  await expect(attempt).rejects.toThrow(/^The (PKCS#11 module cannot be loaded|optional package pkcs11js is not)/);
});
